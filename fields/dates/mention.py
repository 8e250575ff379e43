"""What a rule for dates works with: what it counts from, and what it finds."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from fields.dates.spans import Span
from fields.dates.wording import MONTHS, WEEKDAYS

# Minutes from midnight; the night runs on into the next day.
PARTS: Final = {
    "morning": (6 * 60, 12 * 60),
    "afternoon": (12 * 60, 18 * 60),
    "evening": (18 * 60, 24 * 60 - 1),
    "night": (18 * 60, 30 * 60),
}

# Pieces of the rules' patterns; text is evened (`wording.even`) before they meet it.
MONTH: Final = rf"({'|'.join(MONTHS)})"
WEEKDAY: Final = rf"(?:{'|'.join(WEEKDAYS)})"
DAY: Final = r"(\d{1,2})(?:st|nd|rd|th)?"
# Years to come are read as well, or "1 March 2199" would lose its year and be past. What
# follows tells an amount from a year ("3 March 2000 euros").
_NO_AMOUNT: Final = r"(?![,.]\d| ?(?:[$\u20ac\u00a3]|euros?|eur|usd[tc]?|dollars?|gbp|pounds?|btc|eth)\b)"
YEAR: Final = rf"(?:,? (?:of )?((?:19|2[01])\d\d)\b{_NO_AMOUNT}|,? '(\d\d)\b)?"
PART: Final = r"(?:early |late )?(?:in the )?(morning|afternoon|evening|night)"


@dataclass(frozen=True)
class DateMention:
    """A stretch of days named in text[start:end].

    `part` narrows it to minutes of the day; `moment` is set instead of whole days when
    the text counts hours ("2 hours ago"). `open`: it lasts until now ("since January").
    `ahead`: it lies in the future by its very words ("tomorrow").
    """

    start: int
    end: int
    span: Span
    part: tuple[int, int] | None = None
    moment: tuple[datetime, datetime] | None = None
    open: bool = False
    ahead: bool = False


@dataclass(frozen=True)
class Asking:
    """What a date without all its parts is counted from.

    `now` is the firm's wall clock; `year` is set when the text names one year only, and
    `month` (1 to 12) when it names one month only.
    """

    now: datetime
    day_first: bool
    year: int | None = None
    month: int | None = None

    @property
    def today(self) -> date:
        """The day on the firm's wall clock."""
        return self.now.date()


# A rule may raise ValueError or OverflowError for a day that there is not.
Reader = Callable[["re.Match[str]", Asking], Span | DateMention]
Rule = tuple["re.Pattern[str]", Reader]


class Rules(list[Rule]):
    """The rules of a module, each pattern standing above the function that reads it."""

    def reads(self, *patterns: str) -> Callable[[Reader], Reader]:
        """Adds the function for each of the patterns."""

        def add(reader: Reader) -> Reader:
            self.extend((re.compile(pattern), reader) for pattern in patterns)
            return reader

        return add
