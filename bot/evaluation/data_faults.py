"""Faults of the training examples; each names file and line."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from statistics import median

import numpy as np

from bot.encoder.tokenizer import is_served
from bot.examples.data_fault import DataFault
from bot.examples.training_set import Example
from bot.nlu.features import Dense
from bot.nlu.intent_model import ModelSettings
from bot.nlu.normalise import plain

# With fewer examples an intent is guesswork; with far more than its like, it
# swallows them.
LEAST = 25
MOST_TIMES = 12
# Cosine above which two vectors say the same thing: 25 pairs of all examples on 28 November 2026.
SAME = 0.98
# The words that normalise.plain puts for figures, links, addresses, hashes and names.
_ALIKE = frozenset(("0", "link", "mail", "hash", "firm", "?"))


def duplicates(examples: Sequence[Example]) -> Iterator[DataFault]:
    """The same text twice in an intent, or the same words in two."""
    written: dict[tuple[str, str], Example] = {}
    meant: dict[str, Example] = {}
    for example in examples:
        text = " ".join(example.text.casefold().split())
        known = written.setdefault((example.intent, text), example)
        if known is not example:
            yield DataFault(
                example.place, f"{example.text!r} stands twice, at {known.place} too"
            )
        words = plain(example.text)
        if not _says_something(words):
            continue
        other = meant.setdefault(words, example)
        if other.intent != example.intent:
            yield DataFault(
                example.place,
                f"{example.text!r} ({example.intent}) is in {other.intent} too, at "
                f"{other.place}",
            )


def _says_something(words: str) -> bool:
    """Whether anything is left once figures, addresses and marks are made alike."""
    return any(word not in _ALIKE for word in words.split())


def near_duplicates(
    examples: Sequence[Example], vectors: Dense, same: float = SAME
) -> Iterator[DataFault]:
    """Nearly the same sentence in two intents; `vectors` has one a row, of length 1.

    Examples without a letter that the encoder knows are all alike to it, and left out.
    """
    for row, example in enumerate(examples):
        likeness = vectors[row + 1 :] @ vectors[row]
        for other in (row + 1 + np.flatnonzero(likeness >= same)).tolist():
            like = examples[other]
            if (
                like.intent != example.intent
                and plain(like.text) != plain(example.text)
                and _is_read(like.text)
                and _is_read(example.text)
            ):
                yield DataFault(
                    like.place,
                    f"{like.text!r} ({like.intent}) is nearly {example.text!r} "
                    f"({example.intent}), at {example.place}",
                )


def _is_read(text: str) -> bool:
    return any(sign.isalpha() and is_served(sign) for sign in text)


def imbalance(
    examples: Sequence[Example], settings: ModelSettings, least: int = LEAST
) -> Iterator[DataFault]:
    """Intents with few examples, or with many times those of others of their route."""
    counts = Counter(example.intent for example in examples)
    place = _first_places(examples)
    by_route: dict[str, list[int]] = defaultdict(list)
    for intent, count in counts.items():
        by_route[settings.path(intent)[1]].append(count)
    for intent, count in sorted(counts.items()):
        if count < least:
            yield DataFault(
                place[intent], f"{intent} has {count} examples, less than {least}"
            )
        usual = median(by_route[settings.path(intent)[1]])
        if count > MOST_TIMES * usual:
            yield DataFault(
                place[intent],
                f"{intent} has {count} examples, more than {MOST_TIMES} times the "
                f"{usual:g} of a usual intent on its way",
            )


def untested(
    examples: Sequence[Example], tested: Collection[str]
) -> Iterator[DataFault]:
    """Intents that no conversation test covers; `tested` are those that one covers."""
    for intent, place in sorted(_first_places(examples).items()):
        if intent not in tested:
            yield DataFault(place, f"{intent} has no conversation test")


def _first_places(examples: Sequence[Example]) -> dict[str, str]:
    places: dict[str, str] = {}
    for example in examples:
        places.setdefault(example.intent, example.place)
    return places
