"""Counts of the complaints in the register.

They serve the analysis of Delegated Regulation (EU) 2025/294, Article 8: the average
time of each step, the numbers of complaints received and of missed dates, their
subjects and the decisions; also the age of the open ones.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from sqlalchemy import func, or_, select

from desk.cases.clocks import CLOCK_COLUMNS, ClockName, ClockState, clocks_of, next_due
from desk.complaint.states import OPEN, Status
from desk.insight.span import Span
from desk.models import Complaint, HistoryEntry
from desk.storage.database import Database
from firm import Firm

# The greatest age, in days, in each group of open complaints; a last group has no end.
AGES = (2, 7, 14, 28, 56)
# From receipt to the acknowledgement, to the start of the investigation and to the first
# decision; and from that start to that decision.
STEPS = ("acknowledged", "started", "answered", "investigated")
# For a category that the firm does not have: the client's own word must not show.
UNKNOWN = ""

# No column with a client's words is even read.
_COLUMNS = (
    *CLOCK_COLUMNS,
    Complaint.id,
    Complaint.received_at,
    Complaint.category,
    Complaint.outcome,
)


@dataclass(frozen=True)
class RegisterCounts:
    """Counts of complaints.

    All but two cover complaints received in the span: `received` counts them by piece
    of the span and category, `clocks` by clock and its state, `outcomes` by outcome.
    `times` are, by step, the days that the step took, one number for each complaint
    that took it; the step `investigated` is from the start of the investigation to the
    first decision.

    Two cover the complaints that are open now: `ages` counts them by group of `AGES`
    and state of the clock of their answer. `overdue` counts those whose next due day
    has passed, as the queue shows them, by the clock that was missed.
    """

    received: Counter[tuple[date, str]]
    ages: Counter[tuple[int, ClockState]]
    overdue: Counter[ClockName]
    clocks: Counter[tuple[ClockName, ClockState]]
    outcomes: Counter[str]
    times: dict[str, list[float]]


def count_register(
    database: Database, firm: Firm, span: Span, now: datetime
) -> RegisterCounts:
    """Counts the complaints that were received in the span, and those that are open."""
    zone = ZoneInfo(firm.calendar.time_zone)
    start, end = span.instants(zone)
    known = {category.id for category in firm.categories}
    today = now.astimezone(zone).date()
    counts = RegisterCounts(
        received=Counter(),
        ages=Counter(),
        overdue=Counter(),
        clocks=Counter(),
        outcomes=Counter(),
        times={step: [] for step in STEPS},
    )
    within = (Complaint.received_at >= start) & (Complaint.received_at < end)
    chosen = select(*_COLUMNS).where(or_(within, Complaint.status.in_(OPEN)))
    with database.reading() as session:
        started = {
            complaint_id: at
            for complaint_id, at in session.execute(
                select(HistoryEntry.complaint_id, func.min(HistoryEntry.at))
                .join(Complaint, Complaint.id == HistoryEntry.complaint_id)
                .where(within, HistoryEntry.to_status == Status.INVESTIGATING.value)
                .group_by(HistoryEntry.complaint_id)
            )
        }
        for row in session.execute(chosen).yield_per(1000):
            # A plain row has the columns that are read below, and takes half the time
            # to make.
            complaint = cast(Complaint, row)
            clocks = clocks_of(complaint, firm, now)
            day = complaint.received_at.astimezone(zone).date()
            if start <= complaint.received_at < end:
                category = complaint.category
                known_or_not = category if category in known else UNKNOWN
                counts.received[span.piece(day), known_or_not] += 1
                counts.clocks.update((clock.name, clock.state) for clock in clocks)
                if complaint.outcome:
                    counts.outcomes[complaint.outcome] += 1
                elif complaint.status == Status.WITHDRAWN:
                    counts.outcomes[Status.WITHDRAWN] += 1
                for step, days in _times(complaint, started.get(complaint.id)):
                    counts.times[step].append(days)
            if complaint.status in OPEN:
                answer = next(c for c in clocks if c.name is ClockName.RESOLVE)
                counts.ages[_group((today - day).days), answer.state] += 1
                nearest = next_due(clocks)
                if nearest is not None and nearest.state is ClockState.MISSED:
                    counts.overdue[nearest.name] += 1
    return counts


def _times(
    complaint: Complaint, started: datetime | None
) -> Iterator[tuple[str, float]]:
    received, decided = complaint.received_at, complaint.first_resolved_at
    for step, begin, end in (
        ("acknowledged", received, complaint.acknowledged_at),
        ("started", received, started),
        ("answered", received, decided),
        ("investigated", started, decided),
    ):
        if begin is not None and end is not None:
            yield step, (end - begin) / timedelta(days=1)


def _group(days: int) -> int:
    return sum(days > last for last in AGES)
