"""Rasa component: reads a message, with what is open, as acts and spans."""

from __future__ import annotations

import logging
from typing import Any, Final

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.encoder import folder
from bot.nlu.component import Component, Node
from bot.nlu.encoder import Encoded, load_encoder
from bot.nlu.message_encoder import ENCODED_KEY, MessageEncoder
from bot.nlu.reading_examples import (
    encoded_lessons,
    examples_fingerprint,
    reading_lessons,
)
from bot.nlu.reading_model import ReadingModel, known_heads, train

logger = logging.getLogger(__name__)

# The key of a message's reading in its parse data.
READING_KEY: Final = "reading"
# Acts that are less likely are not told.
LEAST: Final = 0.03


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True
)
class ContextReader(Component, IntentClassifier):
    """Adds `reading` to a message: {"acts": […], "spans": […]}.

    An act is {"act", "weight"}, the likeliest first; a span {"label", "start", "end",
    "weight"}, in the order of the text, of whole words of the message as typed. Weights are
    chances from 0 to 1. Examples come from data/<language>/readings and stories.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """Needs the states of words."""
        return [MessageEncoder]

    @staticmethod
    def required_packages() -> list[str]:
        """What must be installed for this component."""
        return ["scipy"]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """A digest that changes with the examples and the encoder, which Rasa does not see."""
        addon = super().fingerprint_addon(config)
        return addon + folder.fingerprint() + examples_fingerprint()

    def __init__(self, config: dict[str, Any], node: Node) -> None:
        self._node = node
        self._model: ReadingModel | None = None

    def restore(self) -> None:
        """Bring the trained model back; without one nothing is read."""
        try:
            with self._node.storage.read_from(self._node.resource) as stored:
                self._model = ReadingModel.load(stored)
        except ValueError:  # Rasa's word for "nothing was stored"
            logger.warning("No trained reader is stored: no message is read.")

    # Rasa wires the graph by these argument names.
    def train(self, training_data: TrainingData) -> Resource:
        """Trains on readings and stories, not on Rasa's own examples; stores the model."""
        lessons = reading_lessons()
        encoded = encoded_lessons(load_encoder(), lessons)
        self._model = train(lessons, encoded, known_heads())
        with self._node.storage.write_to(self._node.resource) as stored:
            self._model.save(stored)
        return self._node.resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Reads every message that the encoder before has seen."""
        for message in messages:
            encoded = message.get(ENCODED_KEY)
            if self._model is not None and encoded is not None:
                reading = reading_of(self._model, encoded)
                message.set(READING_KEY, reading, add_to_output=True)
        return messages


def reading_of(model: ReadingModel, encoded: Encoded) -> dict[str, Any]:
    """The reading as parse data keep it: plain values that JSON can hold."""
    return {
        "acts": [
            {"act": act, "weight": round(weight, 4)}
            for act, weight in model.acts_of(encoded, LEAST).items()
        ],
        "spans": [
            {
                "label": one.span.label,
                "start": one.span.start,
                "end": one.span.end,
                "weight": round(one.weight, 4),
            }
            for one in model.spans_of(encoded)
        ],
    }
