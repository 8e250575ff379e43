"""From features to intents in two steps: which way, then which intent on that way."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.nlu.features import Dense, Featurizer, Weights
from bot.nlu.linear_model import LinearModel, Matrix, fit_calibrated, folds
from bot.nlu.ngrams import NGrams
from bot.nlu.routes import ROUTES, SHARES, route_of

ARRAYS = "weights.npz"
NAMES = "names.json"

# Set by comparing stretches held out of our own training data.
ROUTE_WEIGHTS = Weights(vector=1.0, word=1.0, character=1.0, form=0.1)
INTENT_WEIGHTS = Weights(vector=1.5, word=0.5, character=0.75, form=0.02)


@dataclass(frozen=True)
class Settings:
    """What config.yml can change of the model."""

    routes: Mapping[str, Sequence[str]] = field(default_factory=lambda: ROUTES)
    route_weights: Weights = ROUTE_WEIGHTS
    intent_weights: Weights = INTENT_WEIGHTS
    strength: float = 5.0
    # How often each route is expected among what clients write, relative to others.
    shares: Mapping[str, float] = field(default_factory=lambda: SHARES)


@dataclass(frozen=True)
class Understood:
    """Probabilities of one message: of every route, and of every intent."""

    routes: dict[str, float]
    intents: dict[str, float]


class IntentModel:
    """The two steps, trained; made with `train` or `load`."""

    def __init__(
        self,
        settings: Settings,
        featurizer: Featurizer,
        route_model: LinearModel,
        intent_models: Mapping[str, LinearModel],
    ) -> None:
        self.settings = settings
        self._featurizer = featurizer
        self._route_model = route_model
        self._intent_models = dict(intent_models)

    @classmethod
    def train(
        cls,
        texts: Sequence[str],
        vectors: Dense,
        intents: Sequence[str],
        settings: Settings | None = None,
    ) -> tuple[IntentModel, list[Understood]]:
        """The model, and what it makes of each text when it was held out.

        Raises ValueError for an intent that no route names.
        """
        settings = settings or Settings()
        featurizer = Featurizer.learn(texts)
        measured = featurizer.measure(texts, vectors)
        routes = [route_of(intent, settings.routes) for intent in intents]
        held = folds(intents)
        by_route = measured.weighted(settings.route_weights)
        route_model, route_chances = fit_calibrated(
            by_route, routes, held, settings.strength, settings.shares
        )
        by_intent = measured.weighted(settings.intent_weights)
        names = tuple(sorted(set(intents)))
        chances = np.zeros((len(texts), len(names)))
        models: dict[str, LinearModel] = {}
        for route in route_model.classes:
            rows = np.array([row for row, name in enumerate(routes) if name == route])
            of_route = [intents[row] for row in rows]
            model, found = fit_calibrated(
                by_intent.take(rows), of_route, held[rows], settings.strength, {}
            )
            models[route] = model
            everyone = model.probabilities(by_intent)
            # Texts of other routes were never in this model: nothing to hold out.
            everyone[rows] = found
            weight = route_chances[:, [route_model.classes.index(route)]]
            chances[:, [names.index(name) for name in model.classes]] = (
                everyone * weight
            )
        held_out = [
            Understood(
                dict(zip(route_model.classes, of_routes.tolist(), strict=True)),
                dict(zip(names, of_intents.tolist(), strict=True)),
            )
            for of_routes, of_intents in zip(route_chances, chances, strict=True)
        ]
        return cls(settings, featurizer, route_model, models), held_out

    def understand(self, texts: Sequence[str], vectors: Dense) -> list[Understood]:
        """The probabilities of each text; `vectors` has its sentence vector a row."""
        measured = self._featurizer.measure(texts, vectors)
        route_chances = self._route_model.probabilities(
            measured.weighted(self.settings.route_weights)
        )
        by_intent = measured.weighted(self.settings.intent_weights)
        found: list[dict[str, float]] = [{} for _ in texts]
        for column, route in enumerate(self._route_model.classes):
            model = self._intent_models[route]
            chances = model.probabilities(by_intent) * route_chances[:, [column]]
            for row, values in enumerate(chances.tolist()):
                found[row].update(zip(model.classes, values, strict=True))
        return [
            Understood(
                dict(zip(self._route_model.classes, values, strict=True)), intents
            )
            for values, intents in zip(route_chances.tolist(), found, strict=True)
        ]

    def save(self, folder: Path) -> None:
        """Writes weights.npz (numbers) and names.json (all else) into `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        grams = {
            unit: part.state()
            for unit, part in (
                ("word", self._featurizer.words),
                ("character", self._featurizer.characters),
            )
        }
        arrays: dict[str, npt.NDArray[Any]] = {
            "form_mean": self._featurizer.mean,
            "form_deviation": self._featurizer.deviation,
            **{f"grams/{unit}": weights for unit, (_, weights) in grams.items()},
        }
        models = {"": self._route_model, **self._intent_models}
        for name, model in models.items():
            arrays[f"model/{name}/dense"] = model.dense.astype(np.float32)
            arrays[f"model/{name}/sparse"] = model.sparse.astype(np.float32)
            arrays[f"model/{name}/intercept"] = model.intercept
            arrays[f"model/{name}/shift"] = _shift(model)
        np.savez_compressed(folder / ARRAYS, **arrays)
        known = {
            "settings": asdict(self.settings),
            "grams": {unit: terms for unit, (terms, _) in grams.items()},
            "models": {
                name: {"classes": model.classes, "slope": model.slope}
                for name, model in models.items()
            },
        }
        (folder / NAMES).write_text(json.dumps(known), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        """The model that `save` wrote."""
        known = json.loads((folder / NAMES).read_text(encoding="utf-8"))
        with np.load(folder / ARRAYS, allow_pickle=False) as arrays:
            models = {
                name: LinearModel(
                    tuple(about["classes"]),
                    arrays[f"model/{name}/dense"],
                    arrays[f"model/{name}/sparse"],
                    arrays[f"model/{name}/intercept"],
                    about["slope"],
                    arrays[f"model/{name}/shift"],
                )
                for name, about in known["models"].items()
            }
            words, characters = (
                NGrams.of_state(unit, known["grams"][unit], arrays[f"grams/{unit}"])
                for unit in ("word", "character")
            )
            featurizer = Featurizer(
                words, characters, arrays["form_mean"], arrays["form_deviation"]
            )
        return cls(settings_of(known["settings"]), featurizer, models.pop(""), models)


def settings_of(values: Mapping[str, Any]) -> Settings:
    """Settings from plain values; keys that are absent keep their defaults."""
    given = {key: value for key, value in values.items() if value is not None}
    for key in ("route_weights", "intent_weights"):
        if key in given:
            given[key] = Weights(**given[key])
    return Settings(**given)


def _shift(model: LinearModel) -> Matrix:
    return np.zeros(len(model.classes)) if model.shift is None else model.shift
