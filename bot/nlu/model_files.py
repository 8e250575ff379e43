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
from bot.nlu.chooser import Chooser
from bot.nlu.features import Featurizer
from bot.nlu.intent_model import IntentModel, settings_of
from bot.nlu.kin import Kin
from bot.nlu.linear_model import LinearModel
from bot.nlu.ngrams import NGrams

ARRAYS = "weights.npz"
NAMES = "names.json"
# Of a chooser with more than one class.
_PARTS = ("dense", "sparse", "intercept", "order", "starts", "evidence", "shift")


def save(model: IntentModel, folder: Path) -> None:
    """Writes both files into `folder`, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    words, word_weights = model.featurizer.words.state()
    characters, character_weights = model.featurizer.characters.state()
    arrays: dict[str, npt.NDArray[Any]] = {
        "form_mean": model.featurizer.mean,
        "form_deviation": model.featurizer.deviation,
        "words": word_weights,
        "characters": character_weights,
        # Cosines need no more than three digits.
        "examples": model.examples.astype(np.float16),
    }
    choosers: list[dict[str, Any]] = []
    for number, (place, chooser) in enumerate(model.choosers.items()):
        choosers.append({"place": place, "classes": chooser.classes})
        if len(chooser.classes) > 1:
            arrays |= {
                f"{number}/{name}": values for name, values in _arrays(chooser).items()
            }
    np.savez_compressed(folder / ARRAYS, **arrays)
    names = {
        "settings": asdict(model.settings),
        "words": words,
        "characters": characters,
        "choosers": choosers,
    }
    (folder / NAMES).write_text(json.dumps(names), encoding="utf-8")


def load(folder: Path) -> IntentModel:
    """The model that `save` wrote into `folder`."""
    names = json.loads((folder / NAMES).read_text(encoding="utf-8"))
    with np.load(folder / ARRAYS, allow_pickle=False) as arrays:
        choosers = {}
        for number, about in enumerate(names["choosers"]):
            classes = tuple(about["classes"])
            choosers[tuple(about["place"])] = (
                _chooser(classes, {name: arrays[f"{number}/{name}"] for name in _PARTS})
                if len(classes) > 1
                else Chooser.certain(classes[0])
            )
        featurizer = Featurizer(
            NGrams.of_state("word", names["words"], arrays["words"]),
            NGrams.of_state("character", names["characters"], arrays["characters"]),
            arrays["form_mean"],
            arrays["form_deviation"],
        )
        examples = arrays["examples"].astype(np.float32)
    return IntentModel(settings_of(names["settings"]), featurizer, examples, choosers)


def _arrays(chooser: Chooser) -> dict[str, npt.NDArray[Any]]:
    linear, kin, calibration = chooser.linear, chooser.kin, chooser.calibration
    return {
        # Half a hundred thousand n-grams: four digits of a weight are plenty.
        "dense": linear.dense.astype(np.float32),
        "sparse": linear.sparse.astype(np.float32),
        "intercept": linear.intercept,
        "order": kin.order.astype(np.int32),
        "starts": kin.starts.astype(np.int32),
        "evidence": np.array([calibration.slope, calibration.pull]),
        "shift": calibration.shift,
    }


def _chooser(
    classes: tuple[str, ...], arrays: Mapping[str, npt.NDArray[Any]]
) -> Chooser:
    slope, pull = arrays["evidence"].tolist()
    return Chooser(
        LinearModel(classes, arrays["dense"], arrays["sparse"], arrays["intercept"]),
        Kin(arrays["order"].astype(np.intp), arrays["starts"].astype(np.intp)),
        Calibration(slope, pull, arrays["shift"]),
    )
