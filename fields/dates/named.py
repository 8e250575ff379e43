"""Months, years, quarters and feasts by name, and a day by its number alone ("the 18th")."""

import re
from typing import Final

from fields.dates.mention import YEAR, Asking, Rules
from fields.dates.numbered import day_in, in_full
from fields.dates.spans import Span, day_of_month, month_span, year_span
from fields.dates.stages import STAGE, staged
from fields.dates.wording import MONTHS
from fields.wordlist import numbered

RULES: Final = Rules()

# "march" and "may" are verbs too: months only after such a word, with a year, or alone.
_VERBS: Final = ("march", "may")
_SURE: Final = "|".join(month for month in MONTHS if month not in _VERBS)
_CUE: Final = "|".join(
    rf"(?<=\b{word} )"
    for word in numbered(
        "in of since from until till to last during this early mid late"
    )
)
_FEASTS: Final = {
    "christmas eve": (12, 24, 24),
    "christmas day": (12, 25, 25),
    "christmas": (12, 24, 26),
    "xmas": (12, 24, 26),
    "boxing day": (12, 26, 26),
    "new year's eve": (12, 31, 31),
    "new years eve": (12, 31, 31),
    "new year": (1, 1, 1),
    "halloween": (10, 31, 31),
    "valentine's day": (2, 14, 14),
    "valentines day": (2, 14, 14),
}
_YEARS: Final = r"((?:19|20)\d\d)"
# What may follow "the 18th" when it is a day and not the eighteenth of something.
_AFTER_DAY: Final = (
    r"(?=$|[.,;!?)\0-]| (?:at|around|about|of this|of last|and|in|this|last|to|till|until|it|i|my|when|from"
    r"|evening|morning|afternoon|night|by|you|they)\b)"
)


@RULES.reads(
    rf"\b{STAGE}\s?\b({_SURE})\b{YEAR}",
    rf"(?:\b{STAGE} |{_CUE}|^(?=\w+\W*(?:(?:19|20)\d\d\W*)?$))(march|may)\b{YEAR}",
    rf"\b{STAGE}\s?\b(march|may),? (?:of )?{_YEARS}\b()",
)
def _month(match: re.Match[str], asking: Asking) -> Span:
    stage, name, year, short = match.groups()
    number = MONTHS.index(name) + 1
    at = in_full(year or short) or asking.year
    if at is None:
        at = asking.today.year - (1 if number > asking.today.month else 0)
    return staged(month_span(at, number), stage)


@RULES.reads(
    rf"\b({'|'.join(sorted(_FEASTS, key=len, reverse=True))})(?:'?s(?: day)?)?\b(?: {_YEARS})?"
)
def _feast(match: re.Match[str], asking: Asking) -> Span:
    month, first, last = _FEASTS[match[1]]
    day = day_in(first, month, in_full(match[2]), asking)[0]
    return day, day.replace(day=last)


@RULES.reads(rf"\bq([1-4])(?: (?:of )?{_YEARS})?\b")
def _quarter(match: re.Match[str], asking: Asking) -> Span:
    number, year = int(match[1]), int(match[2] or asking.year or asking.today.year)
    return month_span(year, number * 3 - 2)[0], month_span(year, number * 3)[1]


@RULES.reads(
    rf"(?:\b(?:in|since|during|between|from|of|back in|around|year|until|till|to|and) |\b{STAGE[:-1]} |^|(?<=\d\d-)){_YEARS}\b(?![.,]\d)"
)
def _year(match: re.Match[str], asking: Asking) -> Span:
    return staged(year_span(int(match[2])), match[1])


@RULES.reads(
    rf"(?:\b(?:the|on|since|from|until|to) |^)(\d{{1,2}})(?:st|nd|rd|th){_AFTER_DAY}"
)
def _number_alone(match: re.Match[str], asking: Asking) -> Span:
    if asking.month:
        return day_in(int(match[1]), asking.month, None, asking)
    day = day_of_month(int(match[1]), asking.today)
    return day, day
