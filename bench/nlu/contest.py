"""Compares whole pipelines: one training set, one list of rows, Rasa for both."""

from __future__ import annotations

import asyncio
import contextlib
import io
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.model_training import train_nlu

from bot.evaluation.labels import label_of, stated_label
from bot.evaluation.rows import Row
from bot.evaluation.scores import Judged, TriageFigures, triage_scores
from bot.examples.training_set import Example
from bot.nlu.linear_model import folds
from bot.nlu.routes import Route, route_of
from bot.nlu.triage import TRIAGE_KEY, TriageIntent
from shield.turn_contract import never_obeyed

# The fifth stretch of every intent is held out.
STRETCHES = 5
MEBIBYTE = 2**20


@dataclass(frozen=True)
class Result:
    """Figures of one pipeline. Accuracies are from 0 to 1; `milliseconds` is a median.

    On the held-out examples, without asking back: `intents` is the part whose likeliest
    intent is right, `ways` the part where that intent's route is right. On the rows
    (None without rows): `routes` is the part whose label is right, with asking counted
    as wrong; `triage` counts asking apart. `mebibytes` is the packed model, without the
    encoder, which stands beside it in models/.
    """

    name: str
    intents: float
    ways: float
    routes: float | None
    triage: TriageFigures | None
    seconds: float
    milliseconds: float
    mebibytes: float


def split(examples: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """Examples to train on, and the last fifth of every intent in the order written.

    A stretch, not a random fifth: neighbours are in one voice (`linear_model.folds`).
    """
    held = folds([example.intent for example in examples], STRETCHES)
    pairs = list(zip(examples, held, strict=True))
    return (
        [example for example, fold in pairs if fold != STRETCHES - 1],
        [example for example, fold in pairs if fold == STRETCHES - 1],
    )


def write_training_file(examples: Sequence[Example], file: Path) -> None:
    """Writes the examples as Rasa reads them, one block an intent."""
    blocks: dict[str, list[str]] = {}
    for example in examples:
        blocks.setdefault(example.intent, []).append(f"      - {example.text}\n")
    file.write_text(
        'version: "3.1"\nnlu:\n'
        + "".join(
            f"  - intent: {intent}\n    examples: |\n{''.join(lines)}"
            for intent, lines in blocks.items()
        ),
        encoding="utf-8",
    )


def contest(
    config: Path,
    training: Path,
    unseen: Sequence[Example],
    rows: Sequence[Row],
    folder: Path,
) -> Result:
    """Trains the pipeline of `config` on the file `training` and tests the model.

    The model is left in `folder`. Raises RuntimeError when Rasa trains nothing.
    """
    started = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()):  # Rasa's own cheer, in colour
        packed = train_nlu(str(config), str(training), str(folder), config.stem)
    seconds = time.perf_counter() - started
    if packed is None:
        raise RuntimeError(f"Rasa trained nothing with {config}.")
    texts = [example.text for example in unseen]
    parsed, spent = asyncio.run(_parse(packed, texts + [row["text"] for row in rows]))
    likeliest = [one["intent_ranking"][:2] for one in parsed[: len(unseen)]]
    pairs = [
        (_trained_intent(ranking), example.intent)
        for ranking, example in zip(likeliest, unseen, strict=True)
    ]
    right = sum(found == truth for found, truth in pairs)
    ways = sum(
        found is not None and route_of(found) == route_of(truth)
        for found, truth in pairs
    )
    judged = [
        Judged(row["text"], stated_label(row["label"]), _label(one), 0.0)
        for row, one in zip(rows, parsed[len(unseen) :], strict=True)
    ]
    return Result(
        config.stem,
        right / len(unseen),
        ways / len(unseen),
        sum(one.truth == one.found for one in judged) / len(judged) if judged else None,
        triage_scores(judged) if judged else None,
        seconds,
        statistics.median(spent),
        Path(packed).stat().st_size / MEBIBYTE,
    )


async def _parse(
    packed: str, texts: Sequence[str]
) -> tuple[list[dict[str, Any]], list[float]]:
    """Each text as the model parses it, and the milliseconds that took."""
    agent = Agent.load(packed)
    await agent.parse_message("hello")  # the first message loads what is loaded late
    parsed, spent = [], []
    for text in texts:
        said = never_obeyed(text).strip()
        started = time.perf_counter()
        parsed.append(await agent.parse_message(said))
        spent.append((time.perf_counter() - started) * 1000)
    return parsed, spent


def _trained_intent(ranking: Sequence[dict[str, Any]]) -> str | None:
    """The likeliest trained intent, not the fallback that may be ranked before it."""
    return next(
        (one["name"] for one in ranking if one["name"] != TriageIntent.NOT_UNDERSTOOD),
        None,
    )


def _label(parsed: dict[str, Any]) -> str:
    """The label of the message: by our triage, or by its intent without a triage."""
    if TRIAGE_KEY in parsed:
        return label_of(parsed[TRIAGE_KEY]["route"])
    intent = parsed["intent"].get("name")
    if intent is None or intent in set(TriageIntent):
        return Route.CLARIFY
    return label_of(route_of(intent))
