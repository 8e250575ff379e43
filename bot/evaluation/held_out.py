"""Judges every training example with a model that has not seen its stretch of the data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.evaluation.labels import label_of
from bot.evaluation.pipeline import Pipeline, train_model
from bot.evaluation.scores import Judged
from bot.examples.training_set import Example
from bot.nlu.triage import decide


@dataclass(frozen=True)
class Misjudged:
    """A wrong judgement, and the nearest examples of the kind that was found."""

    example: Example
    found: str
    chance: float
    nearest: tuple[Example, ...]


@dataclass(frozen=True)
class HeldOut:
    """Judgements of all examples: by intent, by route, and as the triage decides."""

    intents: list[Judged]
    routes: list[Judged]
    triage: list[Judged]
    errors: list[Misjudged]


def hold_out(
    pipeline: Pipeline, examples: Sequence[Example], worst: int = 40
) -> HeldOut:
    """Trains and judges; `errors` has the `worst` wrong routes, surest first."""
    texts = [example.text for example in examples]
    vectors = pipeline.vectors(texts)
    names = [example.intent for example in examples]
    _, unseen = train_model(pipeline, texts, vectors, names)
    route_of = {name: pipeline.settings.path(name)[1] for name in set(names)}
    intents, routes, triage = [], [], []
    for example, found in zip(examples, unseen, strict=True):
        text, name = example.text, example.intent
        intent = max(found.intents, key=found.intents.__getitem__)
        intents.append(Judged(text, name, intent, found.intents[intent]))
        route = max(found.routes, key=found.routes.__getitem__)
        routes.append(Judged(text, route_of[name], route, found.routes[route]))
        decision = decide(found.routes, found.intents, route_of, pipeline.thresholds)
        triage.append(
            Judged(
                text,
                label_of(route_of[name]),
                label_of(decision.route),
                decision.confidence,
            )
        )
    wrong = [row for row, one in enumerate(routes) if one.truth != one.found]
    wrong.sort(key=lambda row: -routes[row].chance)
    errors = []
    for row in wrong[:worst]:
        found_route = routes[row].found
        likeness = np.array(vectors @ vectors[row])
        others = [
            other
            for other in np.argsort(-likeness)
            if other != row and route_of[names[other]] == found_route
        ]
        nearest = tuple(examples[other] for other in others[:3])
        errors.append(
            Misjudged(examples[row], found_route, routes[row].chance, nearest)
        )
    return HeldOut(intents, routes, triage, errors)
