"""Our components as config.yml sets them, for programs without Rasa's graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from bot.encoder.context import OPENING
from bot.nlu.encoded_examples import EXAMPLES_FILE, encode_examples
from bot.nlu.encoder import Encoder, load_encoder
from bot.nlu.features import Dense
from bot.nlu.intent_model import (
    IntentModel,
    ModelSettings,
    Understood,
    settings_of,
)
from bot.nlu.triage import Thresholds, thresholds_of

CLASSIFIER = "bot.nlu.intent_classifier.RouteIntentClassifier"
TRIAGE = "bot.nlu.triage_classifier.TriageClassifier"


class PipelineError(Exception):
    """config.yml lacks one of our components; the text names it."""


@dataclass(frozen=True)
class Pipeline:
    """Our components as configured."""

    encoder: Encoder
    settings: ModelSettings
    thresholds: Thresholds
    costs: Mapping[str, Mapping[str, float]]

    def vectors(self, texts: Sequence[str]) -> Dense:
        """The vector of each example, (texts, dimension), said at the opening."""
        said = [(OPENING, text) for text in texts]
        file = self.encoder.folder / EXAMPLES_FILE
        found = encode_examples(self.encoder, said, file)
        return np.array([one.vector for one in found])


def train_model(
    pipeline: Pipeline, texts: Sequence[str], vectors: Dense, intents: Sequence[str]
) -> tuple[IntentModel, list[Understood]]:
    """Trains as `rasa train` would, with the settings of config.yml."""
    return IntentModel.train(texts, vectors, intents, pipeline.settings)


def read_pipeline(config: Path) -> Pipeline:
    """The pipeline of `config`.

    Raises PipelineError when a component is missing, EncoderError when the encoder
    cannot be loaded, ValueError for thresholds that make no sense.
    """
    stated = yaml.safe_load(config.read_text(encoding="utf-8")).get("pipeline") or []
    triage = _component(stated, TRIAGE, config)
    return Pipeline(
        load_encoder(),
        settings_of(_component(stated, CLASSIFIER, config)),
        thresholds_of(triage.get("thresholds") or {}),
        triage.get("costs") or {},
    )


def _component(
    stated: Sequence[Mapping[str, Any]], name: str, config: Path
) -> dict[str, Any]:
    for component in stated:
        if component.get("name") == name:
            return {key: value for key, value in component.items() if key != "name"}
    raise PipelineError(f"{config}: the pipeline has no {name}.")
