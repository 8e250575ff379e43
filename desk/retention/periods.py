"""Periods after which a complaint may be erased.

A person can ask for erasure (GDPR, Article 17(1)), unless the firm has to keep the record by
law (Article 17(3)(b)) or needs it for legal claims (17(3)(e)): the Financial Conduct
Authority wants three years from receipt (DISP 1.9), Delegated Regulation (EU) 2025/294 a
register that can be shown to the supervisor. The length of the periods is in firm.yml.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from desk.complaint.states import OPEN, Status
from desk.models import Complaint
from firm import Firm, local_day


class ErasureReason(StrEnum):
    """Reasons why a complaint was erased, or was not."""

    OPEN = "open"  # still owed a decision
    NOT_CLOSED = "not_closed"  # decided, but the client may still answer
    KEPT_BY_LAW = "kept_by_law"  # closed, and its time is not over
    OVER = "retention_over"


@dataclass(frozen=True)
class Verdict:
    """Whether a complaint may be erased today; `until` is the first day on which it may
    be erased, if that is known."""

    allowed: bool
    reason: ErasureReason
    closed_on: date | None = None
    until: date | None = None


def verdict_on(complaint: Complaint, firm: Firm, now: datetime) -> Verdict:
    """Whether this complaint may be erased now."""
    if Status(complaint.status) in OPEN:
        return Verdict(False, ErasureReason.OPEN)
    if complaint.closed_at is None:
        return Verdict(False, ErasureReason.NOT_CLOSED)
    closed_on = local_day(complaint.closed_at, firm.calendar)
    until = years_after(closed_on, firm.retention.complaints_years)
    if local_day(now, firm.calendar) < until:
        return Verdict(False, ErasureReason.KEPT_BY_LAW, closed_on, until)
    return Verdict(True, ErasureReason.OVER, closed_on, until)


def years_after(day: date, years: int) -> date:
    """The same day `years` later; 1 March in place of a missing 29 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def years_before(instant: datetime, years: int) -> datetime:
    """The instant `years` earlier, in UTC; on 28 February if there is no 29th."""
    then = instant.astimezone(UTC)
    try:
        return then.replace(year=then.year - years)
    except ValueError:
        return then.replace(year=then.year - years, day=28)
