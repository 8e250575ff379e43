"""The intent model: finds group, then route, then intent from features.

Each step is a model of its own, trained on the examples under it alone. So it is how a
thing is said that tells complaint from support, undisturbed by greetings and weather.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.nlu.calibration import Matrix
from bot.nlu.classifier import Classifier, train_classifier
from bot.nlu.features import Dense, Features, Featurizer, Measured, Weights
from bot.nlu.linear_model import folds
from bot.nlu.nearest import likeness
from bot.nlu.routes import MATTERS, ROUTES, SHARES, group_of, route_of

# Set by comparing stretches held out of our own training data.
ROUTE_WEIGHTS = Weights(vector=1.0, word=1.0, character=1.0, phrasing=0.1)
INTENT_WEIGHTS = Weights(vector=1.5, word=0.5, character=0.75, phrasing=0.02)

# Places of models: () tells groups apart, (group,) its routes, (group, route) intents.
Place = tuple[str, ...]
DEPTH = 3


@dataclass(frozen=True)
class ModelSettings:
    """Settings of the model that config.yml can change."""

    routes: Mapping[str, Sequence[str]] = field(default_factory=lambda: ROUTES)
    matters: Sequence[str] = MATTERS
    route_weights: Weights = ROUTE_WEIGHTS
    intent_weights: Weights = INTENT_WEIGHTS
    # Inverse of the penalty.
    strength: float = 5.0
    # The expected share of each route among what clients write, relative to others.
    shares: Mapping[str, float] = field(default_factory=lambda: SHARES)

    def path(self, intent: str) -> Place:
        """Group, route and intent; ValueError for an intent that no route names."""
        route = route_of(intent, self.routes)
        return group_of(route, self.matters), route, intent

    def weights(self, place: Place) -> Weights:
        """The weighting of features for the model at `place`."""
        return self.route_weights if len(place) < DEPTH - 1 else self.intent_weights


@dataclass(frozen=True)
class Understood:
    """Probabilities of one message: of every route, and of every intent."""

    routes: dict[str, float]
    intents: dict[str, float]


class IntentModel:
    """The classifiers of all places; made with `train`, stored by `model_files`.

    `examples` has the sentence vectors of the training data, for the classifiers.
    """

    def __init__(
        self,
        settings: ModelSettings,
        featurizer: Featurizer,
        examples: Dense,
        classifiers: Mapping[Place, Classifier],
    ) -> None:
        self.settings = settings
        self.featurizer = featurizer
        self.examples = examples
        self.classifiers = dict(classifiers)

    @classmethod
    def train(
        cls,
        texts: Sequence[str],
        vectors: Dense,
        intents: Sequence[str],
        settings: ModelSettings | None = None,
    ) -> tuple[IntentModel, list[Understood]]:
        """The trained model, and each text as understood by a model that never saw it.

        Raises ValueError for an intent that no route names.
        """
        settings = settings or ModelSettings()
        featurizer = Featurizer.learn(texts)
        measured = featurizer.measure(texts, vectors)
        paths = [settings.path(intent) for intent in intents]
        held = folds(intents)
        classifiers: dict[Place, Classifier] = {}
        chances: dict[Place, Matrix] = {}
        for place in _places(paths):
            depth = len(place)
            rows = np.flatnonzero([path[:depth] == place for path in paths])
            classifiers[place], chances[place] = train_classifier(
                measured.weighted(settings.weights(place)),
                vectors,
                rows,
                [paths[row][depth] for row in rows],
                held[rows],
                settings.strength,
                _shares(settings, place),
            )
        trained = cls(settings, featurizer, vectors, classifiers)
        return trained, trained._joined(chances, len(texts))

    def understand(self, texts: Sequence[str], vectors: Dense) -> list[Understood]:
        """The probabilities of each text; `vectors` has its sentence vector a row."""
        measured = self.featurizer.measure(texts, vectors)
        like = likeness(vectors, self.examples)
        seen: dict[Weights, Features] = {}
        chances = {
            place: classifier.chances(
                _weighted(measured, self.settings.weights(place), seen), like
            )
            for place, classifier in self.classifiers.items()
        }
        return self._joined(chances, len(texts))

    def _joined(self, chances: Mapping[Place, Matrix], count: int) -> list[Understood]:
        """Multiplies the chances along each path, from the group down to the intent."""
        whole: dict[Place, npt.NDArray[Any]] = {(): np.ones(count)}
        for place, classifier in self.classifiers.items():
            for column, name in enumerate(classifier.classes):
                path = (*place, name)
                whole[path] = whole[place] * chances[place][:, column]
        routes = {path[-1]: p.tolist() for path, p in whole.items() if len(path) == 2}
        intents = {path[-1]: p.tolist() for path, p in whole.items() if len(path) == 3}
        return [
            Understood(
                {name: values[row] for name, values in routes.items()},
                {name: values[row] for name, values in intents.items()},
            )
            for row in range(count)
        ]


def settings_of(values: Mapping[str, Any]) -> ModelSettings:
    """ModelSettings from plain values; those that are None or absent keep their defaults."""
    given = {key: value for key, value in values.items() if value is not None}
    for key in ("route_weights", "intent_weights"):
        if key in given:
            given[key] = Weights(**given[key])
    return ModelSettings(**given)


def _places(paths: Sequence[Place]) -> list[Place]:
    """Every place where a choice is made, a parent before what is under it."""
    found = {path[:depth] for path in paths for depth in range(DEPTH)}
    return sorted(found, key=lambda place: (len(place), place))


def _shares(settings: ModelSettings, place: Place) -> dict[str, float]:
    if len(place) == DEPTH - 1:
        return {}
    if place:
        return dict(settings.shares)
    shares: dict[str, float] = {}
    for route in settings.routes:
        group = group_of(route, settings.matters)
        shares[group] = shares.get(group, 0.0) + settings.shares.get(route, 0.0)
    return shares


def _weighted(
    measured: Measured, weights: Weights, seen: dict[Weights, Features]
) -> Features:
    if weights not in seen:
        seen[weights] = measured.weighted(weights)
    return seen[weights]
