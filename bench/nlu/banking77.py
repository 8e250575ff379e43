"""Few-shot accuracy on BANKING77 (Casanueva et al. 2020), by the components of config.yml."""

from __future__ import annotations

import csv
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.intent_classifier import RouteIntentClassifier
from bot.nlu.message_encoder import MessageEncoder

SEEDS = (0, 1, 2)
# BANKING77 knows intents only: all have one route, which is not asked for.
ONE_ROUTE = {"routes": {"support": ["*"]}}

Labelled = list[tuple[str, str]]


@dataclass(frozen=True)
class FewShot:
    """Accuracy over the whole of test.csv (0 to 1), and seconds of training."""

    seed: int
    accuracy: float
    seconds: float


def few_shot(folder: Path, config: Path, per_intent: int) -> Iterator[FewShot]:
    """One result a seed, each trained on `per_intent` random rows of every category.

    `folder` holds train.csv and test.csv with columns `text` and `category`. Raises
    OSError or KeyError when it does not.
    """
    train, test = _read(folder / "train.csv"), _read(folder / "test.csv")
    with tempfile.TemporaryDirectory() as scratch:
        components = _Components(config, Path(scratch))
        featurizer = components.make(MessageEncoder, {})
        asked = featurizer.process([Message({"text": text}) for text, _ in test])
        for seed in SEEDS:
            started = time.perf_counter()
            drawn = TrainingData(
                [
                    Message({"text": text, "intent": category})
                    for text, category in _draw(train, per_intent, seed)
                ]
            )
            classifier = components.make(RouteIntentClassifier, ONE_ROUTE)
            classifier.train(featurizer.process_training_data(drawn))
            seconds = time.perf_counter() - started
            answered = classifier.process(asked)
            right = sum(
                message.get("intent")["name"] == category
                for message, (_, category) in zip(answered, test, strict=True)
            )
            yield FewShot(seed, right / len(test), seconds)


class _Components:
    """Components with the settings that a config.yml gives them, stored in `scratch`."""

    def __init__(self, config: Path, scratch: Path) -> None:
        self._stated = yaml.safe_load(config.read_text(encoding="utf-8"))["pipeline"]
        self._storage = LocalModelStorage.create(scratch)

    def make(self, component: Any, changed: dict[str, Any]) -> Any:
        name = f"{component.__module__}.{component.__name__}"
        stated = next((one for one in self._stated if one["name"] == name), None)
        if stated is None:
            raise KeyError(f"the pipeline has no {name}")
        context = ExecutionContext(GraphSchema({}), node_name=component.__name__)
        settings = {**component.get_default_config(), **stated, **changed}
        return component.create(settings, self._storage, Resource(name), context)


def _read(file: Path) -> Labelled:
    with file.open(encoding="utf-8", newline="") as rows:
        return [(row["text"], row["category"]) for row in csv.DictReader(rows)]


def _draw(rows: Labelled, per_intent: int, seed: int) -> Labelled:
    """Rows drawn at random, anew for each seed; the same seed draws the same rows."""
    by_category: dict[str, Labelled] = defaultdict(list)
    for row in rows:
        by_category[row[1]].append(row)
    dice = random.Random(seed)
    return [
        row
        for category in sorted(by_category)
        for row in dice.sample(by_category[category], per_intent)
    ]
