"""The time that figures are about: whole days in the firm's zone, and the pieces it falls into."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DEFAULT_DAYS = 12 * 7
# Longer times are shown by month: a bar for each week could not be told apart.
_MOST_WEEKS = 26
_LONGEST = timedelta(days=10 * 366)


@dataclass(frozen=True)
class Span:
    """From the first day to the last, both included."""

    since: date
    until: date

    @classmethod
    def of(cls, since: date | None, until: date | None, today: date) -> "Span":
        """What was asked for, or the last twelve weeks; never backwards, ten years at most."""
        last = until or max(today, since or today)
        first = since or last - timedelta(days=DEFAULT_DAYS - 1)
        first = min(first, last)
        return cls(max(first, last - _LONGEST), last)

    def instants(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """The first instant, and the first one after the last day."""
        return (
            datetime.combine(self.since, time(), zone),
            datetime.combine(self.until + timedelta(days=1), time(), zone),
        )

    @property
    def by_month(self) -> bool:
        """Whether its pieces are months; else they are weeks, which begin on Monday."""
        return (self.until - self.since).days >= _MOST_WEEKS * 7

    def piece(self, day: date) -> date:
        """The first day of the piece that a day is in."""
        if self.by_month:
            return day.replace(day=1)
        return day - timedelta(days=day.weekday())

    def pieces(self) -> Iterator[date]:
        """Each of them, also those in which nothing happened."""
        piece = self.piece(self.since)
        while piece <= self.until:
            yield piece
            piece = self.piece(piece + timedelta(days=32 if self.by_month else 7))
