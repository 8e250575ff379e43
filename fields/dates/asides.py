"""Times in a text that are not when it happened: promises, births, replies, the client's calls."""

import re
from itertools import pairwise
from typing import Final

from fields.dates.vocabulary import Vocabulary
from fields.text import APOSTROPHES

_APOSTROPHES: Final = re.compile(f"[{APOSTROPHES}]")
# A part of a sentence with no more words than this says when, and the part beside it what.
_FRAGMENT: Final = 5
_MOST: Final = 60


def without_asides(text: str, vocabulary: Vocabulary, in_story: bool) -> str:
    """An evened text with the parts blanked out (its length kept) whose times are others'.

    A promise, what is to come, a birth, an expiry date never are when it happened. In a
    story neither are the days of calls, letters, replies and of the client's own life,
    which may well be meant by somebody who is asked when it happened.
    """
    kept, at = [], 0
    for parting in list(vocabulary.words.patterns["part"].finditer(text))[:_MOST]:
        kept.append(_blanked(text[at : parting.start()], vocabulary, in_story))
        kept.append(text[parting.start() : parting.end()])
        at = parting.end()
    kept.append(_blanked(text[at:], vocabulary, in_story))
    return "".join(kept)


def telling_clauses(story: str, vocabulary: Vocabulary) -> list[str]:
    """The parts of a story's sentences that may say when it happened.

    "I rang on Monday, on Tuesday and again on Friday": a part that has nothing but a time
    goes with the one before, the first of a sentence with the one after.
    """
    patterns = vocabulary.words.patterns
    telling: list[str] = []
    for sentence in patterns["sentence"].split(story):
        clauses = [part for part in patterns["clause"].split(sentence) if part.strip()]
        plain = [_APOSTROPHES.sub("'", clause).lower() for clause in clauses]
        aside = [_is_aside(clause, vocabulary, True) for clause in plain]
        bare = [_is_fragment(clause, vocabulary) for clause in plain]
        if len(clauses) > 1 and bare[0]:
            aside[0] = aside[0] or aside[1]
        for before, here in pairwise(range(len(clauses))):
            aside[here] = aside[here] or (bare[here] and aside[before])
        telling += [one for one, other in zip(clauses, aside, strict=True) if not other]
    return telling[:_MOST]


def _blanked(part: str, vocabulary: Vocabulary, in_story: bool) -> str:
    return "\0" * len(part) if _is_aside(part, vocabulary, in_story) else part


def _is_aside(part: str, vocabulary: Vocabulary, in_story: bool) -> bool:
    if vocabulary.says("never_when", part):
        return True
    return in_story and vocabulary.says("other_time", part)


def _is_fragment(clause: str, vocabulary: Vocabulary) -> bool:
    return len(clause.split()) <= _FRAGMENT and not vocabulary.says("subject", clause)
