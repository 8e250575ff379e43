"""Lessons as tensors: texts of like length together, so that hardly any padding is computed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import torch
from tokenizers import Tokenizer

from bot.encoder.context import Scene, framed
from bot.encoder.labels import Labels
from bot.encoder.lessons import Lesson
from bot.encoder.words import Word, labels_of, pieces_of_words, words_of
from fields import FIELDS

# What stands behind is not learned from; the longest story has 350 pieces.
MOST_PIECES: Final = 400
# What is not taught: the loss passes over it.
NOT_TAUGHT: Final = -100


@dataclass(frozen=True)
class Batch:
    """Lessons and what the network takes and is to say; NOT_TAUGHT where they teach nothing.

    `ids`, `mask` (texts, pieces); `words` (words, 2): text and first piece of each; `labels`
    (words); `acts` (texts, acts): 1 or 0; `intents` (texts); `found` are the words of each text.
    """

    lessons: Sequence[Lesson]
    found: Sequence[Sequence[Word]]
    ids: torch.Tensor
    mask: torch.Tensor
    words: torch.Tensor
    labels: torch.Tensor
    acts: torch.Tensor
    intents: torch.Tensor


def batches(
    lessons: Sequence[Lesson], tokenizer: Tokenizer, labels: Labels, pieces: int
) -> Iterator[Batch]:
    """The lessons in batches of up to so many `pieces`, the shortest first."""
    texts = [framed(lesson.scene, lesson.text)[0] for lesson in lessons]
    lengths = [min(len(one.ids), MOST_PIECES) for one in tokenizer.encode_batch(texts)]
    order = sorted(range(len(lessons)), key=lengths.__getitem__)
    held: list[Lesson] = []
    for number in order:
        if held and (len(held) + 1) * lengths[number] > pieces:
            yield _batch(held, tokenizer, labels)
            held = []
        held.append(lessons[number])
    if held:
        yield _batch(held, tokenizer, labels)


def shuffled(
    lessons: Sequence[Lesson],
    tokenizer: Tokenizer,
    labels: Labels,
    pieces: int,
    chance: random.Random,
) -> list[Batch]:
    """The batches of an epoch in an order of chance; of the many examples of intents a half."""
    mixed = [
        lesson if lesson.intent is None else _elsewhere(lesson, chance)
        for lesson in lessons
        if lesson.intent is None or chance.random() < 1 / 2
    ]
    chance.shuffle(mixed)
    found = list(batches(mixed, tokenizer, labels, pieces))
    chance.shuffle(found)
    return found


def _elsewhere(lesson: Lesson, chance: random.Random) -> Lesson:
    """The lesson, or one time in three the same at a question: an intent holds there too."""
    if chance.random() < 2 / 3:
        return lesson
    return replace(lesson, scene=Scene(chance.choice(list(FIELDS))))


def _batch(lessons: Sequence[Lesson], tokenizer: Tokenizer, labels: Labels) -> Batch:
    shown = [framed(lesson.scene, lesson.text) for lesson in lessons]
    encoded = tokenizer.encode_batch([text for text, _ in shown])
    width = min(max(len(one.ids) for one in encoded), MOST_PIECES)
    ids = torch.ones(len(lessons), width, dtype=torch.long)
    mask = torch.zeros(len(lessons), width, dtype=torch.bool)
    acts = torch.zeros(len(lessons), len(labels.acts))
    intents = torch.full((len(lessons),), NOT_TAUGHT)
    numbers = {label: number for number, label in enumerate(labels.words)}
    places: list[tuple[int, int]] = []
    taught: list[int] = []
    found: list[list[Word]] = []
    for row, (lesson, one) in enumerate(zip(lessons, encoded, strict=True)):
        length = min(len(one.ids), width)
        ids[row, :length] = torch.tensor(one.ids[:length])
        mask[row, :length] = True
        words = words_of(lesson.text)
        ranges = pieces_of_words(words, one.offsets[:length], shown[row][1])
        left = [at for at, (first, after) in enumerate(ranges) if first < after]
        found.append([words[at] for at in left])
        places.extend((row, ranges[at][0]) for at in left)
        if lesson.spans is None:
            taught.extend(NOT_TAUGHT for _ in left)
        else:
            named = labels_of(words, lesson.spans)
            taught.extend(numbers.get(named[at], 0) for at in left)
        if lesson.acts is None:
            acts[row] = NOT_TAUGHT
        for act in lesson.acts or ():
            if act in labels.acts:
                acts[row, labels.acts.index(act)] = 1
        if lesson.intent in labels.intents:
            intents[row] = labels.intents.index(lesson.intent)
    return Batch(
        lessons,
        found,
        ids,
        mask,
        torch.tensor(places).view(-1, 2),
        torch.tensor(taught, dtype=torch.long),
        acts,
        intents,
    )
