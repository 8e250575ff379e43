"""Finds the dates in a text, by the rules in their order."""

import re
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from typing import Final

from fields.dates import counted, feasts, named, numbered
from fields.dates.mention import Asking, DateMention, NoDate, Reader, Rule
from fields.dates.spans import week_span
from fields.dates.vocabulary import Vocabulary, vocabulary_of

_YEAR: Final = re.compile(r"(?<!\d)(?<!at )(?:19|20)\d\d(?!\d)")
_SENTENCES: Final = re.compile(r"[a-z0-9][.!?;] +[a-z]{2}")
_ENOUGH: Final = 40
_DAY: Final = timedelta(days=1)
# Enough characters before a date to tell that it is where something began.
_BEFORE: Final = 40


def dates(text: str, asking: Asking) -> tuple[list[DateMention], str]:
    """The dates in an evened text, and the text with them blanked out (its length kept)."""
    asking = replace(
        asking,
        year=_only_year(text, asking),
        month=_only_month(text, asking.vocabulary),
    )
    found: list[DateMention] = []
    for pattern, reader in _rules(asking.vocabulary.language):
        for match in pattern.finditer(text):
            if len(found) >= _ENOUGH:
                break
            start, end = match.span()
            try:
                mention = _read(match, reader, asking)
                if mention is None:
                    continue
                found.append(_beside_words(mention, text, asking))
            except NoDate:
                pass
            text = text[:start] + "\0" * (end - start) + text[end:]
    return sorted(found, key=lambda mention: mention.start), text


def _only_year(text: str, asking: Asking) -> int | None:
    """The year of a text that is one sentence and names one: "2023", "in May last year"."""
    if _SENTENCES.search(text):
        return None
    years = {int(year) for year in _YEAR.findall(text)}
    for match in asking.vocabulary.words.patterns["month_of_year"].finditer(text):
        last = asking.vocabulary.says("says_last", match[1] or match[2])
        years.add(asking.today.year - (1 if last else 0))
    return years.pop() if len(years) == 1 else None


def _only_month(text: str, vocabulary: Vocabulary) -> int | None:
    """The month of "back in september, around the 12th"; may, march, april … are none."""
    months = set(vocabulary.words.patterns["sure_months"].findall(text))
    return vocabulary.month(months.pop()) if len(months) == 1 else None


def _read(match: re.Match[str], reader: Reader, asking: Asking) -> DateMention | None:
    try:
        read = reader(match, asking)
    except (ValueError, OverflowError):  # 31 February, the year 0, too far back
        return None
    return read if isinstance(read, DateMention) else DateMention(*match.span(), read)


def _beside_words(mention: DateMention, text: str, asking: Asking) -> DateMention:
    """The date as the words before it change it: "since the 3rd", "the week of the 3rd",
    "the day before the 3rd".
    """
    vocabulary = asking.vocabulary
    before = text[max(0, mention.start - _BEFORE) : mention.start]
    first, last = mention.span
    counted_from = vocabulary.words.patterns["counted_from"].search(before)
    if counted_from:
        away = counted.away(counted_from, vocabulary)
        return replace(mention, span=(first + away, last + away), part=None)
    holds = vocabulary.words.patterns["holds_day"].search(before)
    if holds and first == last:
        monday, sunday = week_span(first)
        weekend = vocabulary.words.tables["units"].get(holds[1]) == "weekend"
        return replace(mention, span=(sunday - _DAY if weekend else monday, sunday))
    itself = vocabulary.says("since_itself", text[mention.start : mention.end])
    begins = itself or vocabulary.says("since", before)
    return replace(mention, open=mention.open or begins)


@lru_cache(maxsize=32)
def _rules(language: str) -> tuple[Rule, ...]:
    """The rules, surest first: later ones do not see what an earlier one has read."""
    vocabulary = vocabulary_of(language)
    return tuple(
        rule
        for rules in (numbered.RULES, feasts.RULES, counted.RULES, named.RULES)
        for rule in rules.of(vocabulary)
    )
