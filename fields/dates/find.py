"""Finds the dates in a text, by the rules in their order."""

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from fields.dates import counted, named, numbered
from fields.dates.mention import Asking, DateMention, Reader, Rule
from fields.dates.vocabulary import Vocabulary, vocabulary_of

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SENTENCES: Final = re.compile(r"[a-z0-9][.!?;] +[a-z]{2}")
_ENOUGH: Final = 40
# Enough characters before a date to tell that it is where something began.
_BEFORE: Final = 40


def dates(text: str, asking: Asking) -> tuple[list[DateMention], str]:
    """The dates in an evened text, and the text with them blanked out (its length kept)."""
    years = {int(year) for year in _YEAR.findall(text)}
    if len(years) == 1 and not _SENTENCES.search(text):
        asking = replace(asking, year=years.pop())
    asking = replace(asking, month=_only_month(text, asking.vocabulary))
    found: list[DateMention] = []
    for pattern, reader in _rules(asking.vocabulary.language):
        for match in pattern.finditer(text):
            if len(found) >= _ENOUGH:
                break
            mention = _read(match, reader, asking)
            if mention is None:
                continue
            opened = mention.open or _begins(text, match, asking.vocabulary)
            found.append(replace(mention, open=opened))
            start, end = match.span()
            text = text[:start] + "\0" * (end - start) + text[end:]
    return sorted(found, key=lambda mention: mention.start), text


def _only_month(text: str, vocabulary: Vocabulary) -> int | None:
    """The one month named in the text, as in "back in september, around the 12th".

    None for no month or several; words that are also verbs (may, march) do not count.
    """
    months = set(vocabulary.words.patterns["sure_months"].findall(text))
    return vocabulary.month(months.pop()) if len(months) == 1 else None


def _read(match: re.Match[str], reader: Reader, asking: Asking) -> DateMention | None:
    try:
        read = reader(match, asking)
    except (ValueError, OverflowError):  # 31 February, the year 0, too far back
        return None
    return read if isinstance(read, DateMention) else DateMention(*match.span(), read)


def _begins(text: str, match: re.Match[str], vocabulary: Vocabulary) -> bool:
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    itself = vocabulary.says("since_itself", match.group())
    return itself or vocabulary.says("since", before)


@lru_cache(maxsize=32)
def _rules(language: str) -> tuple[Rule, ...]:
    """The rules, surest first: later ones do not see what an earlier one has read."""
    vocabulary = vocabulary_of(language)
    return tuple(
        rule
        for rules in (numbered.RULES, counted.RULES, named.RULES)
        for rule in rules.of(vocabulary)
    )
