"""Rasa classifier around the two-step intent model."""

from __future__ import annotations

import logging
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.component import Component, Node
from bot.nlu.features import Dense
from bot.nlu.intent_model import IntentModel, settings_of
from bot.nlu.message_encoder import MessageEncoder
from bot.nlu.model_files import load, save
from bot.nlu.routes import route_of

logger = logging.getLogger(__name__)

# Set on the message for the triage component that follows.
ROUTES_KEY = "routes"
ROUTE_OF_INTENT_KEY = "route_of_intent"


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True
)
class RouteIntentClassifier(Component, IntentClassifier):
    """Finds a message's route, and its intent on that route, with calibrated chances.

    config.yml: `routes`, `matters`, `route_weights`, `intent_weights`, `strength`, `shares` as in
    `bot.nlu.intent_model.ModelSettings`.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """Needs the sentence vector."""
        return [MessageEncoder]

    @staticmethod
    def required_packages() -> list[str]:
        """What must be installed for this component."""
        return ["sklearn", "scipy", "vaderSentiment"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """None means the default of `ModelSettings`."""
        return {
            "routes": None,
            "matters": None,
            "route_weights": None,
            "intent_weights": None,
            "strength": None,
            "shares": None,
        }

    def __init__(self, config: dict[str, Any], node: Node) -> None:
        names = self.get_default_config()
        self._settings = settings_of({name: config.get(name) for name in names})
        self._node = node
        self._model: IntentModel | None = None

    def restore(self) -> None:
        """Bring the trained model back; without one every intent is unknown."""
        try:
            with self._node.storage.read_from(self._node.resource) as folder:
                self._model = load(folder)
        except ValueError:  # Rasa's word for "nothing was stored"
            logger.warning(
                "No trained intent model is stored: every intent is unknown."
            )

    # Rasa wires the graph by these argument names.
    def train(self, training_data: TrainingData) -> Resource:
        """Trains on the intent examples and stores the model."""
        examples = [
            message
            for message in training_data.intent_examples
            if message.get(INTENT) and message.get(TEXT)
        ]
        if not examples:
            logger.warning("There are no intent examples: no intent model was trained.")
            return self._node.resource
        self._model, _ = IntentModel.train(
            [message.get(TEXT) for message in examples],
            _vectors(examples),
            [message.get(INTENT) for message in examples],
            self._settings,
        )
        with self._node.storage.write_to(self._node.resource) as folder:
            save(self._model, folder)
        return self._node.resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets the intent, the whole ranking, and the chances of each route."""
        said = [message for message in messages if message.get(TEXT)]
        if self._model is None or not said:
            return messages
        texts = [message.get(TEXT) for message in said]
        routes = self._model.settings.routes
        for message, found in zip(
            said, self._model.understand(texts, _vectors(said)), strict=True
        ):
            ranking = [
                {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: chance}
                for name, chance in sorted(
                    found.intents.items(), key=lambda pair: (-pair[1], pair[0])
                )
            ]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
            message.set(ROUTES_KEY, found.routes)
            message.set(
                ROUTE_OF_INTENT_KEY,
                {name: route_of(name, routes) for name in found.intents},
            )
        return messages


def _vectors(messages: list[Message]) -> Dense:
    rows = []
    for message in messages:
        _, sentence = message.get_dense_features(TEXT)
        if sentence is None:
            raise ValueError(
                "The intent classifier found a message without a sentence vector: put "
                "MessageEncoder before it in the pipeline of config.yml."
            )
        rows.append(sentence.features[0])
    return np.array(rows, dtype=np.float32)
