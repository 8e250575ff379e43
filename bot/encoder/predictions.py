"""What was read of lessons, one JSON object a line, beside what is marked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from bot.encoder.scores import Answer
from languages import DATA

# Weights below say nothing and would be most of the file.
_LEAST: Final = 0.02


def write_predictions(path: Path, answers: Iterable[Answer]) -> None:
    """Writes a line for each answer.

    `at`, `field`, `offers`, `text`, `voice`, `place` are the lesson's. `spans`, `acts` and
    `intent` are what it teaches, null where it teaches nothing. `read_spans` have a `weight`,
    `read_acts` and `read_intents` are weights by name; all from 0 to 1.
    """
    with path.open("w", encoding="utf-8") as file:
        for answer in answers:
            file.write(json.dumps(_row(answer), ensure_ascii=False) + "\n")


def _row(answer: Answer) -> dict[str, Any]:
    lesson = answer.lesson
    return {
        **asdict(lesson.scene),
        "text": lesson.text,
        "voice": lesson.voice,
        "place": lesson.place.removeprefix(f"{DATA.parent}/"),
        "spans": None
        if lesson.spans is None
        else [asdict(one) for one in lesson.spans],
        "acts": lesson.acts,
        "intent": lesson.intent,
        "read_spans": [
            {**asdict(span), "weight": round(weight, 3)}
            for span, weight in zip(answer.spans, answer.weights, strict=True)
        ],
        "read_acts": _weighty(answer.acts),
        "read_intents": _weighty(answer.intents),
    }


def _weighty(weights: Mapping[str, float]) -> dict[str, float]:
    return {
        name: round(weight, 3)
        for name, weight in sorted(weights.items(), key=lambda one: -one[1])
        if weight >= _LEAST
    }
