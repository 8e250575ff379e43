"""The watch on the clocks: records each warning and each breach once, whoever looks."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from desk.cases.actor import DESK
from desk.cases.clocks import Clock, ClockName, ClockState, clocks_of, next_due
from desk.cases.history import HistoryKind, is_recorded, record
from desk.complaint.states import OPEN
from desk.models import Complaint
from firm import Firm, business_day_after, limit_day, local_day

_TOLD = {
    ClockState.WARNING: HistoryKind.CLOCK_WARNING,
    ClockState.MISSED: HistoryKind.CLOCK_MISSED,
}


def look_at_clocks(
    session: Session, complaint: Complaint, firm: Firm, now: datetime
) -> None:
    """Records new warnings and breaches, the next due day, and the day to look again.

    Call it before anything changes a clock; the sweeper calls it too. The complaint has
    to be locked, so that no two callers record the same.
    """
    if complaint.legal_limit is None and complaint.status in OPEN:
        complaint.legal_limit = limit_of(complaint, firm)
    for clock in clocks_of(complaint, firm, now):
        kind = _TOLD.get(clock.state)
        if kind is not None:
            told = {"clock": clock.name.value, "due": clock.due.isoformat()}
            once = f"{kind}:{clock.name}:{clock.due}"
            if not is_recorded(session, complaint, once):
                record(session, complaint, kind, DESK, now, data=told, once=once)
            if clock.name is ClockName.RESOLVE and clock.stopped_on is None:
                _propose_delay(session, complaint, firm, clock, now)
    set_watch(complaint, firm, now)


def set_watch(complaint: Complaint, firm: Firm, now: datetime) -> None:
    """Sets the day that is due next, and the day on which to look at a clock next."""
    today = local_day(now, firm.calendar)
    clocks = clocks_of(complaint, firm, now)
    days = [_next_look(clock, today) for clock in clocks]
    complaint.watch_on = min((day for day in days if day is not None), default=None)
    due = next_due(clocks) if complaint.status in OPEN else None
    complaint.next_due = due.due if due else None
    complaint.next_due_paused = due is not None and due.state is ClockState.PAUSED


def limit_of(complaint: Complaint, firm: Firm) -> date | None:
    """The last day by law for this complaint, from the firm's file; None if the file
    has no limit for its country."""
    limit = firm.limit_for(complaint.country)
    if limit is None:
        return None
    return limit_day(local_day(complaint.received_at, firm.calendar), limit)


def proposed_date(complaint: Complaint, firm: Firm, due: date) -> date:
    """A date to tell the client in place of `due`.

    It is a full period of the firm later, but no later than the law's limit if that
    limit comes after `due`.
    """
    days = firm.deadlines.resolve_business_days
    day = business_day_after(due, days, firm.calendar)
    limit = complaint.legal_limit
    return limit if limit is not None and due < limit < day else day


def _propose_delay(
    session: Session, complaint: Complaint, firm: Firm, clock: Clock, now: datetime
) -> None:
    once = f"{HistoryKind.DELAY_PROPOSED}:{clock.due}"
    if is_recorded(session, complaint, once):
        return
    new_date = proposed_date(complaint, firm, clock.due)
    told = {"due": clock.due.isoformat(), "new_date": new_date.isoformat()}
    record(
        session, complaint, HistoryKind.DELAY_PROPOSED, DESK, now, data=told, once=once
    )


def _next_look(clock: Clock, today: date) -> date | None:
    if clock.stopped_on is not None:
        return None
    if clock.state is ClockState.PAUSED:
        # The due day of a paused clock moves with each day of waiting.
        return today + timedelta(days=1)
    if today < clock.warn_on:
        return clock.warn_on
    return clock.due + timedelta(days=1) if today <= clock.due else None
