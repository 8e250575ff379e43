"""The intent model on disk: weights.npz for numbers, names.json for all else."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.nlu.features import Featurizer
from bot.nlu.intent_model import IntentModel, settings_of
from bot.nlu.linear_model import LinearModel
from bot.nlu.ngrams import NGrams

ARRAYS = "weights.npz"
NAMES = "names.json"


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
    }
    models: list[dict[str, Any]] = []
    for number, (place, linear) in enumerate(model.models.items()):
        about = {"place": place, "classes": linear.classes, "slope": linear.slope}
        models.append(about)
        if len(linear.classes) > 1:
            # Half a hundred thousand n-grams: four digits of a weight are plenty.
            arrays[f"{number}/dense"] = linear.dense.astype(np.float32)
            arrays[f"{number}/sparse"] = linear.sparse.astype(np.float32)
            arrays[f"{number}/intercept"] = linear.intercept
            arrays[f"{number}/shift"] = linear.shift
    np.savez_compressed(folder / ARRAYS, **arrays)
    names = {
        "settings": asdict(model.settings),
        "words": words,
        "characters": characters,
        "models": models,
    }
    (folder / NAMES).write_text(json.dumps(names), encoding="utf-8")


def load(folder: Path) -> IntentModel:
    """The model that `save` wrote into `folder`."""
    names = json.loads((folder / NAMES).read_text(encoding="utf-8"))
    with np.load(folder / ARRAYS, allow_pickle=False) as arrays:
        models = {}
        for number, about in enumerate(names["models"]):
            classes = tuple(about["classes"])
            models[tuple(about["place"])] = (
                LinearModel(
                    classes,
                    arrays[f"{number}/dense"],
                    arrays[f"{number}/sparse"],
                    arrays[f"{number}/intercept"],
                    about["slope"],
                    arrays[f"{number}/shift"],
                )
                if len(classes) > 1
                else LinearModel.certain(classes[0])
            )
        featurizer = Featurizer(
            NGrams.of_state("word", names["words"], arrays["words"]),
            NGrams.of_state("character", names["characters"], arrays["characters"]),
            arrays["form_mean"],
            arrays["form_deviation"],
        )
    return IntentModel(settings_of(names["settings"]), featurizer, models)
