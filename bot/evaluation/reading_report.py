"""Reports for designers how messages are read: `python -m bot.evaluation.reading_report`.

Every example of data/<language>/readings and stories is read by heads that have not learned
from its voice. Writes var/evaluation/readings.md: figures for each question and act, for each
label of words, and what is read wrongly beside the examples that are nearest to it.
"""

from __future__ import annotations

import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

import numpy as np
from jinja2 import Environment, FileSystemLoader

from bot.encoder.adapter import ARRAYS, Adapter, read_adapter
from bot.encoder.labels import labels_in
from bot.encoder.lessons import Lesson, fingerprint, part_of, read_lessons
from bot.encoder.scores import Answer, read_acts, scores_of
from bot.evaluation.report import TEMPLATES
from bot.examples.span import Span
from bot.nlu.encoder import Encoded, load_encoder
from bot.nlu.reading_examples import encoded_lessons, reading_lessons
from bot.nlu.reading_model import train
from bot.quiet import quiet

FOLDS: Final = 4
NEAREST: Final = 3
# Wrong readings shown; the rest are counted.
SHOWN: Final = 200
# So many examples that the encoder has not seen are worth an hour of adapting it anew.
MANY: Final = 300


@dataclass(frozen=True)
class ActFigures:
    """An act at a question or stage: how often it is told there, and how well it is read."""

    at: str
    act: str
    told: int
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True)
class Wrong:
    """A message that is read wrongly, what was to be read, and the nearest examples of others.

    `missed` and `made_up` are acts, `spans_missed` and `spans_made_up` "label: words".
    """

    lesson: Lesson
    missed: Sequence[str]
    made_up: Sequence[str]
    spans_missed: Sequence[str]
    spans_made_up: Sequence[str]
    nearest: Sequence[Lesson]


@dataclass(frozen=True)
class AdapterAge:
    """How far the examples have moved on from those that the encoder was adapted on.

    `unseen` is how many more there are; `labels` are those that it has no row for. `held_out`
    are its scores on voices that it had not seen then (`bot.encoder.scores`).
    """

    learned: int
    unseen: int
    is_same: bool
    labels: Sequence[str]
    held_out: Mapping[str, Any]

    @property
    def pays(self) -> bool:
        """Whether adapting anew pays."""
        return bool(self.labels) or self.unseen >= MANY


def judge(
    lessons: Sequence[Lesson], encoded: Sequence[Encoded], folds: int = FOLDS
) -> list[Answer]:
    """What is read of each lesson by heads that have not learned from its voice."""
    answers: dict[int, Answer] = {}
    parts = [part_of(lesson.voice, folds) for lesson in lessons]
    for fold in sorted(set(parts)):
        known = [row for row, part in enumerate(parts) if part != fold]
        model = train([lessons[row] for row in known], [encoded[row] for row in known])
        for row, part in enumerate(parts):
            if part == fold:
                spans = model.spans_of(encoded[row])
                answers[row] = Answer(
                    lessons[row],
                    tuple(one.span for one in spans),
                    tuple(one.weight for one in spans),
                    model.acts_of(encoded[row]),
                    {},
                )
    return [answers[row] for row in range(len(lessons))]


def act_figures(answers: Iterable[Answer], threshold: float) -> list[ActFigures]:
    """Figures of every act at every question where it is told or read, by question."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for answer in answers:
        if answer.lesson.acts is None:
            continue
        told, read = set(answer.lesson.acts), read_acts(answer, threshold)
        for act in told | read:
            counted = counts[answer.lesson.scene.at, act]
            counted["told"] += act in told
            counted["read"] += act in read
            counted["both"] += act in told and act in read
    figures = [
        ActFigures(
            at,
            act,
            counted["told"],
            counted["both"] / max(counted["read"], 1),
            counted["both"] / max(counted["told"], 1),
            2 * counted["both"] / (counted["told"] + counted["read"]),
        )
        for (at, act), counted in counts.items()
    ]
    return sorted(figures, key=lambda one: (one.at, -one.told, one.act))


def wrong_readings(
    answers: Sequence[Answer], encoded: Sequence[Encoded], threshold: float
) -> list[Wrong]:
    """The messages that are read wrongly, those with most mistakes first."""
    vectors = np.array([one.vector for one in encoded])
    found = []
    for row, answer in enumerate(answers):
        lesson = answer.lesson
        told, read = set(lesson.acts or ()), read_acts(answer, threshold)
        if lesson.acts is None:
            read = set()
        marked, seen = set(lesson.spans or ()), set(answer.spans)
        if told == read and marked == seen:
            continue
        likeness = vectors @ vectors[row]
        others = (
            answers[other].lesson
            for other in np.argsort(-likeness)
            if answers[other].lesson.voice != lesson.voice
        )
        found.append(
            Wrong(
                lesson,
                sorted(told - read),
                sorted(read - told),
                _shown(marked - seen, lesson.text),
                _shown(seen - marked, lesson.text),
                list(islice(others, NEAREST)),
            )
        )
    return sorted(found, key=_mistakes, reverse=True)


def age_of(adapter: Adapter, lessons: Sequence[Lesson]) -> AdapterAge:
    """How far these lessons, all of the language, have moved on from the adapter's."""
    record = adapter.record
    known = {name for names in record["labels"].values() for name in names}
    here = {name for names in vars(labels_in(lessons)).values() for name in names}
    return AdapterAge(
        record["examples"],
        max(0, len(lessons) - record["examples"]),
        record["data"] == fingerprint(lessons),
        sorted(here - known),
        record["held_out"],
    )


def page(answers: Sequence[Answer], encoded: Sequence[Encoded]) -> str:
    """The report in Markdown."""
    scores = scores_of(answers)
    threshold = scores["acts"]["threshold"]
    wrong = wrong_readings(answers, encoded, threshold)
    age = age_of(read_adapter(), read_lessons()) if ARRAYS.is_file() else None
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=False,  # the page is Markdown
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("readings.md").render(
        age=age,
        scores=scores,
        figures=act_figures(answers, threshold),
        wrong=wrong[:SHOWN],
        left=max(0, len(wrong) - SHOWN),
        count=len(answers),
    )


def _mistakes(wrong: Wrong) -> int:
    return sum(
        len(each)
        for each in (
            wrong.missed,
            wrong.made_up,
            wrong.spans_missed,
            wrong.spans_made_up,
        )
    )


def _shown(spans: Iterable[Span], text: str) -> list[str]:
    return [f"{one.label}: {text[one.start : one.end]}" for one in sorted(spans)]


def main() -> None:
    """Writes the report and prints where it is."""
    quiet()
    encoder, lessons = load_encoder(), reading_lessons()
    encoded = encoded_lessons(encoder, lessons)
    answers = judge(lessons, encoded)
    file = Path(os.environ.get("VAR_DIR", "var")) / "evaluation" / "readings.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(page(answers, encoded), encoding="utf-8")
    sys.stdout.write(f"{file}\n")


if __name__ == "__main__":
    main()
