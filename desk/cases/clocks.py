"""The clocks of a complaint: what is due by which day, and whether it was done by then.

There are three: the acknowledgement and the answer, by the firm's own aims, and the
law's limit. A clock stops only when the thing is done (the acknowledgement went out,
the complaint was decided or withdrawn). It pauses only while the client is asked, where
firm.yml lets it. All days are days in the firm's zone: a date is kept until that day is
over there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy.orm import InstrumentedAttribute

from desk.complaint.states import Status
from desk.models import Complaint
from firm import Firm, business_day_after, business_days_between, local_day

# The columns that a complaint's clocks need: queries that show clocks load these.
CLOCK_COLUMNS: Final[tuple[InstrumentedAttribute[Any], ...]] = (
    Complaint.status,
    Complaint.country,
    Complaint.acknowledge_by,
    Complaint.acknowledged_at,
    Complaint.resolve_by,
    Complaint.due_by,
    Complaint.resolved_at,
    Complaint.first_resolved_at,
    Complaint.legal_limit,
    Complaint.waiting_since,
    Complaint.closed_at,
)


class ClockName(StrEnum):
    """Names of the clocks, by the thing that is due."""

    ACKNOWLEDGE = "acknowledge"
    RESOLVE = "resolve"
    LEGAL = "legal"


class ClockState(StrEnum):
    """States of a clock; `stopped`: the complaint was withdrawn in time."""

    RUNNING = "running"
    WARNING = "warning"
    PAUSED = "paused"
    MISSED = "missed"
    MET = "met"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Clock:
    """One clock of a complaint at one instant.

    `due` is the last day and `warn_on` the first day of the warning. `stopped_on` is
    the day on which the thing was done; if a missed clock has none, the thing is still
    owed.
    """

    name: ClockName
    due: date
    warn_on: date
    state: ClockState
    stopped_on: date | None


def clocks_of(complaint: Complaint, firm: Firm, now: datetime) -> tuple[Clock, ...]:
    """The clocks of a complaint at this instant; the law's only if there is a limit."""
    clocks = _Clocks(complaint, firm, local_day(now, firm.calendar))
    law = clocks.law()
    return (clocks.acknowledge(), clocks.resolve(), *([law] if law else []))


def next_due(clocks: Iterable[Clock]) -> Clock | None:
    """The clock that runs out next, missed ones included; None when the firm owes nothing.

    An open complaint always has one: its answer is owed until it is decided.
    """
    owed = [clock for clock in clocks if clock.stopped_on is None]
    return min(owed, key=lambda clock: clock.due, default=None)


def end_waiting(complaint: Complaint, firm: Firm, now: datetime) -> None:
    """Ends the pause of the clocks, and moves their due days by the time waited."""
    for clock in clocks_of(complaint, firm, now):
        if clock.state is ClockState.PAUSED and clock.name is ClockName.RESOLVE:
            complaint.due_by = clock.due
        if clock.state is ClockState.PAUSED and clock.name is ClockName.LEGAL:
            complaint.legal_limit = clock.due
    complaint.waiting_since = None


class _Clocks:
    def __init__(self, complaint: Complaint, firm: Firm, today: date) -> None:
        self._complaint = complaint
        self._firm = firm
        self._today = today

    def acknowledge(self) -> Clock:
        due = self._complaint.acknowledge_by
        done = self._complaint.acknowledged_at
        warning = self._firm.deadlines.warn_acknowledge_business_days
        return self._clock(
            ClockName.ACKNOWLEDGE, due, self._business_days_before(due, warning), done
        )

    def resolve(self) -> Clock:
        due = self._complaint.due_by or self._complaint.resolve_by
        since = self._paused_since(due, self._firm.deadlines.pause_while_waiting)
        if since is not None:
            calendar = self._firm.calendar
            waited = business_days_between(since, self._today, calendar)
            # If the client was asked on the last day, the answer is not late on the
            # Saturday after.
            due = max(business_day_after(due, waited, calendar), self._today)
        return self._clock(
            ClockName.RESOLVE,
            due,
            self._business_days_before(
                due, self._firm.deadlines.warn_resolve_business_days
            ),
            self._complaint.resolved_at,
            paused=since is not None,
        )

    def law(self) -> Clock | None:
        due = self._complaint.legal_limit
        if due is None:
            return None
        limit = self._firm.limit_for(self._complaint.country)
        since = self._paused_since(due, limit is not None and limit.pauses)
        if since is not None:
            due += self._today - since
        return self._clock(
            ClockName.LEGAL,
            due,
            due - timedelta(days=self._firm.deadlines.warn_limit_days),
            # A reopened complaint has had its decision already.
            self._complaint.first_resolved_at,
            paused=since is not None,
        )

    def _clock(
        self,
        name: ClockName,
        due: date,
        warn_on: date,
        done: datetime | None,
        paused: bool = False,
    ) -> Clock:
        withdrawn = done is None and self._complaint.status == Status.WITHDRAWN
        end = self._complaint.closed_at if withdrawn else done
        stopped_on = local_day(end, self._firm.calendar) if end else None
        if (stopped_on or self._today) > due and not paused:
            state = ClockState.MISSED
        elif stopped_on is not None:
            state = ClockState.STOPPED if withdrawn else ClockState.MET
        elif paused:
            state = ClockState.PAUSED
        elif self._today >= warn_on:
            state = ClockState.WARNING
        else:
            state = ClockState.RUNNING
        return Clock(name, due, warn_on, state, stopped_on)

    def _paused_since(self, due: date, allowed: bool) -> date | None:
        """The day on which the pause began; None if the clock is not paused, or was
        missed before the client was asked."""
        asked = self._complaint.waiting_since
        if not allowed or asked is None:
            return None
        since = local_day(asked, self._firm.calendar)
        return since if since <= due else None

    def _business_days_before(self, due: date, days: int) -> date:
        return business_day_after(due, -days, self._firm.calendar)
