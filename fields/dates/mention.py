"""Types that rules for dates work with: the day they count from, and what they find."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from fields.dates.spans import Span
from fields.dates.vocabulary import Vocabulary


@dataclass(frozen=True)
class DateMention:
    """A stretch of days named in text[start:end].

    `part` narrows it to minutes of the day; `moment` is set instead of whole days when
    the text counts hours ("2 hours ago"). `open`: it lasts until now ("since January").
    `ahead`: it lies in the future by its very words ("tomorrow"). `length`: it says how
    long something lasted rather than when it was. `named`: a day by its name ("Monday",
    "Good Friday"), which a date right beside it says better.
    """

    start: int
    end: int
    span: Span
    part: tuple[int, int] | None = None
    moment: tuple[datetime, datetime] | None = None
    open: bool = False
    ahead: bool = False
    length: bool = False
    named: bool = False


class NoDate(Exception):
    """Raised by a rule for words of time that give no date, and that no other rule may read:
    the Friday of "the Friday after the match".
    """


@dataclass(frozen=True)
class Asking:
    """The clock, and the parts of a date that other words of the text give.

    `now` is the client's wall clock; `year` is set when the text names one year only, and
    `month` (1 to 12) when it names one month only; `country` is the client's, ISO alpha-2.
    """

    now: datetime
    day_first: bool
    vocabulary: Vocabulary
    year: int | None = None
    month: int | None = None
    country: str | None = None

    @property
    def today(self) -> date:
        """The day on the firm's wall clock."""
        return self.now.date()


# A rule may raise ValueError or OverflowError for a day that there is not, and NoDate.
Reader = Callable[["re.Match[str]", Asking], Span | DateMention]
Rule = tuple["re.Pattern[str]", Reader]


class Rules(list[tuple[str, Reader]]):
    """The rules of a module: names of patterns in dates.yml, and the functions that read them."""

    def reads(self, name: str) -> Callable[[Reader], Reader]:
        """Adds the function for the patterns of this name."""

        def add(reader: Reader) -> Reader:
            self.append((name, reader))
            return reader

        return add

    def of(self, vocabulary: Vocabulary) -> Iterator[Rule]:
        """Each pattern of a language with its reader; a language need not have every rule."""
        for name, reader in self:
            for pattern in vocabulary.words.ways.get(name, ()):
                yield pattern, reader
