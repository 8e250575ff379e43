"""Lines of the queue: a complaint, its next date, and badges for what is special."""

from dataclasses import dataclass
from datetime import date, datetime

from desk.cases.clocks import Clock, ClockState, clocks_of, next_due
from desk.complaint.states import OPEN, Severity, Status
from desk.models import Complaint
from firm import Firm, local_day


@dataclass(frozen=True)
class Badge:
    """A badge: `name` is a word of the template, `kind` is info, warn, bad
    or quiet."""

    name: str
    kind: str
    number: int = 0


@dataclass(frozen=True)
class Line:
    """A line; `clock` is the clock that runs out next, or None, and `days` the days
    until then, negative when it is late."""

    complaint: Complaint
    clock: Clock | None
    days: int
    badges: tuple[Badge, ...]

    @property
    def late(self) -> bool:
        """Whether the next due day has passed."""
        return self.clock is not None and self.clock.state is ClockState.MISSED


def line_of(complaint: Complaint, held: bool, firm: Firm, now: datetime) -> Line:
    """The line of a complaint; `held`: it has a mail that does not go out."""
    today = local_day(now, firm.calendar)
    is_open = complaint.status in OPEN
    clock = next_due(clocks_of(complaint, firm, now)) if is_open else None
    days = (clock.due - today).days if clock else 0
    return Line(complaint, clock, days, tuple(_badges(complaint, clock, today, held)))


def _badges(
    complaint: Complaint, clock: Clock | None, today: date, held: bool
) -> list[Badge]:
    badges = []
    if clock is not None and clock.state is ClockState.MISSED:
        badges.append(Badge(f"late_{clock.name}", "bad"))
    elif clock is not None and clock.state is ClockState.PAUSED:
        badges.append(Badge("paused", "info"))
    elif clock is not None and clock.due == today:
        badges.append(Badge("due_today", "warn"))
    elif clock is not None and clock.state is ClockState.WARNING:
        badges.append(Badge("due_soon", "warn"))
    if complaint.severity == Severity.HIGH:
        badges.append(Badge("severe", "bad"))
    if held:
        badges.append(Badge("held_mail", "bad"))
    if complaint.client_wrote_at is not None:
        badges.append(Badge("client_wrote", "info"))
    if complaint.withdrawal_asked_at is not None:
        badges.append(Badge("withdrawal_asked", "warn"))
    if complaint.to_check and complaint.status != Status.WITHDRAWN:
        badges.append(Badge("to_check", "warn", len(complaint.to_check)))
    if complaint.not_given and complaint.status != Status.WITHDRAWN:
        badges.append(Badge("not_given", "quiet", len(complaint.not_given)))
    return badges
