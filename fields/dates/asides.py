"""Times in a text that are not when it happened: promises, births, replies, the client's calls."""

import re
from itertools import pairwise
from typing import Final

from fields.dates.vocabulary import Vocabulary
from fields.text import APOSTROPHES

_APOSTROPHES: Final = re.compile(f"[{APOSTROPHES}]")
# A part of a sentence with no more words than this says when, and the part beside it what.
_FRAGMENT: Final = 5
# Words of somebody who speaks without a stop: too many to judge at once.
_LONG: Final = 18
_MOST: Final = 60


def without_asides(text: str, vocabulary: Vocabulary, in_story: bool) -> str:
    """An evened text with the parts blanked out (its length kept) whose times are others'.

    A promise, what is to come, a birth, an expiry date never are when it happened. In a
    story neither are the days of calls, letters, replies and of the client's own life,
    which may well be meant by somebody who is asked when it happened.
    """
    patterns = vocabulary.words.patterns
    kept = []
    for part in _parts(text, patterns["part"]):
        long = len(part.split()) > _LONG
        for piece in _parts(part, patterns["part_of_long"]) if long else (part,):
            aside = _is_aside(piece, vocabulary, in_story)
            kept.append("\0" * len(piece) if aside else piece)
    return "".join(kept)


def _parts(text: str, parting: re.Pattern[str]) -> list[str]:
    """The text cut before each parting; joined, they are the text again."""
    starts = [match.start() for match in parting.finditer(text)][:_MOST]
    return [text[at:end] for at, end in pairwise((0, *starts, len(text)))]


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
        aside = [
            len(clause.split()) <= _LONG
            and all(
                _is_aside(part, vocabulary, True)
                for part in _parts(clause, patterns["part"])
            )
            for clause in plain
        ]
        bare = [_is_fragment(clause, vocabulary) for clause in plain]
        if len(clauses) > 1 and bare[0] and not bare[1]:
            aside[0] = aside[0] or _is_anothers(plain[1], vocabulary)
        for before, here in pairwise(range(len(clauses))):
            aside[here] = aside[here] or (bare[here] and aside[before])
        telling += [one for one, other in zip(clauses, aside, strict=True) if not other]
    return telling[:_MOST]


def _is_aside(part: str, vocabulary: Vocabulary, in_story: bool) -> bool:
    if vocabulary.says("never_when", part):
        return True
    return in_story and _is_anothers(part, vocabulary)


def _is_anothers(part: str, vocabulary: Vocabulary) -> bool:
    """Whether its time is that of a call, a reply, or the client's own life."""
    return vocabulary.says("other_time", part) and not vocabulary.says(
        "no_answer", part
    )


def _is_fragment(clause: str, vocabulary: Vocabulary) -> bool:
    return len(clause.split()) <= _FRAGMENT and not vocabulary.says("subject", clause)
