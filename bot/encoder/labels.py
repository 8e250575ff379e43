"""The closed lists of what the encoder's heads tell, in the order of their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.encoder.lessons import Lesson
from bot.encoder.words import OUTSIDE


@dataclass(frozen=True)
class Labels:
    """Labels by head: `words` ("O", "B-when", "I-when", …), `acts` and `intents`."""

    words: Sequence[str]
    acts: Sequence[str]
    intents: Sequence[str]

    @property
    def sizes(self) -> dict[str, int]:
        """The number of labels of each head."""
        return {head: len(labels) for head, labels in vars(self).items()}


def labels_in(lessons: Iterable[Lesson]) -> Labels:
    """Every label that the lessons teach."""
    spans: set[str] = set()
    acts: set[str] = set()
    intents: set[str] = set()
    for lesson in lessons:
        spans.update(span.label for span in lesson.spans or ())
        acts.update(lesson.acts or ())
        intents.update({lesson.intent} if lesson.intent else ())
    words = [f"{place}-{label}" for label in sorted(spans) for place in "BI"]
    return Labels([OUTSIDE, *words], sorted(acts), sorted(intents))
