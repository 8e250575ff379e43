"""The span that figures cover: whole days in the firm's zone, in pieces."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DEFAULT_DAYS = 12 * 7
# Longer spans are shown by month, since nobody could tell the bars of weeks apart.
_MOST_WEEKS = 26
_LONGEST = timedelta(days=10 * 366)


@dataclass(frozen=True)
class Span:
    """A span from the first day to the last, both included."""

    since: date
    until: date

    @classmethod
    def of(cls, since: date | None, until: date | None, today: date) -> "Span":
        """The span asked for, or the last twelve weeks.

        It never goes backwards, and covers ten years at most.
        """
        last = until or max(today, since or today)
        first = since or last - timedelta(days=DEFAULT_DAYS - 1)
        first = min(first, last)
        return cls(max(first, last - _LONGEST), last)

    def instants(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """The first instant of the span, and the first one after its last day."""
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
        """The first day of each piece, also of those in which nothing happened."""
        piece = self.piece(self.since)
        while piece <= self.until:
            yield piece
            piece = self.piece(piece + timedelta(days=32 if self.by_month else 7))
