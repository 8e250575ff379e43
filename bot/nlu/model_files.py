"""The intent model on disk: weights.npz for numbers, names.json for all else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.nlu.calibration import Calibration
from bot.nlu.classifier import Classifier
from bot.nlu.features import Featurizer
from bot.nlu.intent_model import IntentModel, settings_of
from bot.nlu.linear_model import LinearModel
from bot.nlu.nearest import Neighbours
from bot.nlu.ngrams import NGrams

ARRAYS = "weights.npz"
NAMES = "names.json"
# Arrays of a classifier with more than one class.
_PARTS = ("dense", "sparse", "intercept", "order", "starts", "evidence", "shift")


def save(model: IntentModel, folder: Path) -> None:
    """Writes both files into `folder`, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    words, word_weights = model.featurizer.words.state()
    characters, character_weights = model.featurizer.characters.state()
    arrays: dict[str, npt.NDArray[Any]] = {
        "phrasing_mean": model.featurizer.mean,
        "phrasing_deviation": model.featurizer.deviation,
        "words": word_weights,
        "characters": character_weights,
        # Cosines need no more than three digits.
        "examples": model.examples.astype(np.float16),
    }
    classifiers: list[dict[str, Any]] = []
    for number, (place, classifier) in enumerate(model.classifiers.items()):
        classifiers.append({"place": place, "classes": classifier.classes})
        if len(classifier.classes) > 1:
            arrays |= {
                f"{number}/{name}": values
                for name, values in _arrays(classifier).items()
            }
    np.savez_compressed(folder / ARRAYS, **arrays)
    names = {
        "settings": asdict(model.settings),
        "words": words,
        "characters": characters,
        "classifiers": classifiers,
    }
    (folder / NAMES).write_text(json.dumps(names), encoding="utf-8")


def load(folder: Path) -> IntentModel:
    """The model that `save` wrote into `folder`."""
    names = json.loads((folder / NAMES).read_text(encoding="utf-8"))
    with np.load(folder / ARRAYS, allow_pickle=False) as arrays:
        classifiers = {}
        for number, about in enumerate(names["classifiers"]):
            classes = tuple(about["classes"])
            classifiers[tuple(about["place"])] = (
                _classifier(
                    classes, {name: arrays[f"{number}/{name}"] for name in _PARTS}
                )
                if len(classes) > 1
                else Classifier.certain(classes[0])
            )
        featurizer = Featurizer(
            NGrams.of_state("word", names["words"], arrays["words"]),
            NGrams.of_state("character", names["characters"], arrays["characters"]),
            arrays["phrasing_mean"],
            arrays["phrasing_deviation"],
        )
        examples = arrays["examples"].astype(np.float32)
    return IntentModel(
        settings_of(names["settings"]), featurizer, examples, classifiers
    )


def _arrays(classifier: Classifier) -> dict[str, npt.NDArray[Any]]:
    linear, neighbours, calibration = (
        classifier.linear,
        classifier.neighbours,
        classifier.calibration,
    )
    return {
        # Fifty thousand n-grams: four digits of a weight are plenty.
        "dense": linear.dense.astype(np.float32),
        "sparse": linear.sparse.astype(np.float32),
        "intercept": linear.intercept,
        "order": neighbours.order.astype(np.int32),
        "starts": neighbours.starts.astype(np.int32),
        "evidence": np.array([calibration.slope, calibration.pull]),
        "shift": calibration.shift,
    }


def _classifier(
    classes: tuple[str, ...], arrays: Mapping[str, npt.NDArray[Any]]
) -> Classifier:
    slope, pull = arrays["evidence"].tolist()
    return Classifier(
        LinearModel(classes, arrays["dense"], arrays["sparse"], arrays["intercept"]),
        Neighbours(arrays["order"].astype(np.intp), arrays["starts"].astype(np.intp)),
        Calibration(slope, pull, arrays["shift"]),
    )
