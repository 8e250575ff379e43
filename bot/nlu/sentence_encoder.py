"""Rasa featurizer: one dense sentence vector a message, from ONNX Runtime."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.component import Component, Node
from bot.nlu.encoder import load_encoder


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False
)
class SentenceEncoderFeaturizer(Component, DenseFeaturizer):
    """Adds the message's sentence vector (1, dimension) to its dense features.

    config.yml: `directory` (a folder with model.onnx and tokenizer.json; none means
    the packaged all-MiniLM-L6-v2), `sha256` of the model file, `max_pieces`.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The settings, each with its default."""
        return {
            **DenseFeaturizer.get_default_config(),
            "directory": None,
            "sha256": None,
            # The model was trained on texts of up to 128 pieces, about 100 words; more
            # costs 2 ms per 16 pieces and hardly moves the mean.
            "max_pieces": 128,
        }

    @staticmethod
    def required_packages() -> list[str]:
        """What must be installed for this component."""
        return ["onnxruntime", "tokenizers"]

    def __init__(self, config: dict[str, Any], node: Node) -> None:
        """Loads the encoder; raises bot.nlu.encoder.EncoderError when it cannot."""
        DenseFeaturizer.__init__(self, node.name, config)
        directory = config.get("directory")
        self._encoder = load_encoder(
            Path(directory) if directory else None,
            config.get("sha256"),
            int(config["max_pieces"]),
        )

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing to check before the files are opened."""

    # Rasa wires the graph by these argument names.
    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Encodes the training examples in batches, in place."""
        self._add(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Encodes incoming messages, in place."""
        self._add(messages)
        return messages

    def _add(self, messages: list[Message]) -> None:
        said = [message for message in messages if message.get(TEXT)]
        if not said:
            return
        vectors = self._encoder.encode([message.get(TEXT) for message in said])
        for message, vector in zip(said, vectors, strict=True):
            message.add_features(
                Features(
                    vector[None, :],
                    FEATURE_TYPE_SENTENCE,
                    TEXT,
                    self._config[FEATURIZER_CLASS_ALIAS],
                )
            )
