"""Dates and times as people write them; what they mean is read by fields/occurred.py."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.entities.mention import DATE, TIME, Mention

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_UNIT = r"(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)"
_COUNT = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|a few|a couple of|several)"
)
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"

_DATE = re.compile(
    rf"\b(?:{_NTH}\s(?:of\s)?{_MONTH}(?:,?\s(?:19|20)\d\d)?"
    rf"|{_MONTH}\s(?:the\s)?{_NTH}(?!\d)(?:,?\s(?:19|20)\d\d)?"
    rf"|(?:(?:in|since|last|this|early|mid|late|of)\s){_MONTH}(?:\s(?:19|20)\d\d)?(?!\w)"
    rf"|{_MONTH}\s(?:19|20)\d\d"
    r"|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}"
    r"|\d{1,2}[-/.]\d{1,2}[-/.](?:(?:19|20)\d\d|\d\d)"
    rf"|(?:(?:last|this|on|since|past|next)\s)?{_DAY}(?:\s(?:morning|afternoon|evening|night))?"
    r"|(?:the\s)?day\sbefore\syesterday|yesterday|today|tonight|last\snight"
    r"|(?:this|last|past)\s(?:week(?:end)?|month|year|summer|winter|spring|autumn|fall)"
    rf"|{_COUNT}\s{_UNIT}\sago"
    r"|(?:in|since)\s(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:[01]?\d|2[0-3])(?::[0-5]\d){1,2}(?:\s?[ap]\.?m\b\.?)?(?:\s(?:utc|gmt|c?est|cet|[ep]st|bst)\b)?"
    r"|\b(?:1[0-2]|0?\d)(?:[.:][0-5]\d)?\s?[ap]\.?m\b\.?"
    r"|\b(?:noon|midnight|midday)\b",
    re.IGNORECASE,
)
# "may" and "march" are words first: alone they are no date.
_LEADING = re.compile(r"^(?:in|on|of|since)\s", re.IGNORECASE)


def times(text: str) -> Iterator[Mention]:
    """Dates ("3 March", "last Tuesday", "two weeks ago") and clock times, as written."""
    for match in _DATE.finditer(text):
        lead = _LEADING.match(match.group())
        start = match.start() + (lead.end() if lead else 0)
        yield Mention(DATE, start, match.end(), text[start : match.end()])
    for match in _TIME.finditer(text):
        yield Mention(TIME, *match.span(), match.group())
