"""Rasa featurizer: runs the encoder, once a message, on what is said and what is open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.encoder import folder
from bot.encoder.context import OPENING, Scene
from bot.nlu.component import Component, Node
from bot.nlu.encoded_examples import EXAMPLES_FILE, encode_examples
from bot.nlu.encoder import Encoded, load_encoder

# What is open in the conversation: {"at", "field", "offers"}, see bot.encoder.context.Scene.
SCENE_SLOT: Final = "scene"
# Set on the message for the components that follow: bot.nlu.encoder.Encoded.
ENCODED_KEY: Final = "encoded"


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False
)
class MessageEncoder(Component, DenseFeaturizer):
    """Adds the message's vector (1, dimension) to its dense features, and `encoded` to it.

    A message is encoded behind the scene that the slot `scene` tells of, a training example
    behind that of the opening.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """What every featurizer of Rasa has, and nothing besides."""
        return dict(DenseFeaturizer.get_default_config())

    @staticmethod
    def required_packages() -> list[str]:
        """What must be installed for this component."""
        return ["onnxruntime", "tokenizers"]

    def __init__(self, config: dict[str, Any], node: Node) -> None:
        """Loads the encoder; raises bot.nlu.encoder.EncoderError when it cannot."""
        DenseFeaturizer.__init__(self, node.name, config)
        self._encoder = load_encoder()

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing to check: there is nothing to set."""

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """A digest that changes with the encoder too."""
        return super().fingerprint_addon(config) + folder.fingerprint()

    # Rasa wires the graph by these argument names.
    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Encodes the training examples, in place."""
        said = [one for one in training_data.training_examples if one.get(TEXT)]
        found = encode_examples(
            self._encoder,
            [(OPENING, message.get(TEXT)) for message in said],
            self._encoder.folder / EXAMPLES_FILE,
        )
        for message, encoded in zip(said, found, strict=True):
            self._add(message, encoded)
        return training_data

    def process(
        self, messages: list[Message], tracker: DialogueStateTracker | None = None
    ) -> list[Message]:
        """Encodes incoming messages, in place; without a `tracker` at the opening."""
        scene = OPENING if tracker is None else scene_in(tracker)
        for message in messages:
            if text := message.get(TEXT):
                encoded = self._encoder.encode(scene, text)
                self._add(message, encoded)
                message.set(ENCODED_KEY, encoded)
        return messages

    def _add(self, message: Message, encoded: Encoded) -> None:
        message.add_features(
            Features(
                encoded.vector[None, :],
                FEATURE_TYPE_SENTENCE,
                TEXT,
                self._config[FEATURIZER_CLASS_ALIAS],
            )
        )


def scene_in(tracker: DialogueStateTracker) -> Scene:
    """What is open in a conversation, by its slot; the opening where nothing is told."""
    slot = tracker.slots.get(SCENE_SLOT)
    told: Mapping[str, Any] | None = None if slot is None else slot.value
    if not told:
        return OPENING
    return Scene(told["at"], told.get("field"), tuple(told.get("offers") or ()))
