"""Finds the dates in an English text, by the rules in their order."""

import re
from dataclasses import replace
from typing import Final

from fields.dates import counted, named, numbered
from fields.dates.mention import Asking, DateMention, Reader, Rule
from fields.dates.wording import MONTHS

# The surest first: what one rule has read, the next ones no longer see.
_RULES: Final[tuple[Rule, ...]] = (*numbered.RULES, *counted.RULES, *named.RULES)
_SINCE: Final = re.compile(
    r"\b(?:since|starting(?: from| on| in)?|as of|beginning)(?: (?:the|on|in|around|about|at|early|late))*\s?$"
)
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MONTHS: Final = re.compile(rf"\b({'|'.join(set(MONTHS) - {'may', 'march'})})\b")
_SENTENCES: Final = re.compile(r"[a-z0-9][.!?;] +[a-z]{2}")
_ENOUGH: Final = 40
# Enough words before a date to tell that it is where something began.
_BEFORE: Final = 40


def dates(text: str, asking: Asking) -> tuple[list[DateMention], str]:
    """The dates in an evened text, and the text with them blanked out (its length kept)."""
    years = {int(year) for year in _YEAR.findall(text)}
    if len(years) == 1 and not _SENTENCES.search(text):
        asking = replace(asking, year=years.pop())
    asking = replace(asking, month=_only_month(text))
    found: list[DateMention] = []
    for pattern, reader in _RULES:
        for match in pattern.finditer(text):
            if len(found) >= _ENOUGH:
                break
            mention = _read(match, reader, asking)
            if mention is None:
                continue
            opened = mention.open or _begins(text, match)
            found.append(replace(mention, open=opened))
            start, end = match.span()
            text = text[:start] + "\0" * (end - start) + text[end:]
    return sorted(found, key=lambda mention: mention.start), text


def _only_month(text: str) -> int | None:
    """The month of "back in september, around the 12th"; verbs (may, march) are none."""
    months = set(_MONTHS.findall(text))
    return MONTHS.index(months.pop()) + 1 if len(months) == 1 else None


def _read(match: re.Match[str], reader: Reader, asking: Asking) -> DateMention | None:
    try:
        read = reader(match, asking)
    except (ValueError, OverflowError):  # 31 February, the year 0, too far back
        return None
    return read if isinstance(read, DateMention) else DateMention(*match.span(), read)


def _begins(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    return match.group().startswith("since ") or _SINCE.search(before) is not None
