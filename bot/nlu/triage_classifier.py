"""Rasa component: turns chances of routes into a decision on the message's intent."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
)
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.component import Component, Node
from bot.nlu.intent_classifier import (
    ROUTE_OF_INTENT_KEY,
    ROUTES_KEY,
    RouteIntentClassifier,
)
from bot.nlu.triage import TRIAGE_KEY, decide, thresholds_of


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False
)
class TriageClassifier(Component, IntentClassifier):
    """Sets the intent to `doubt` or `nlu_fallback` where asking is the cheaper choice.

    `intent_ranking` is left as the classifier made it. The message gains `triage`:
    {"route", "routes": {route: chance}}. config.yml: `thresholds` as in
    `bot.nlu.triage.Thresholds`; `costs` is what the thresholds were set from and is
    read by `python -m bot.evaluation.thresholds` only.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """Needs the chances of the routes."""
        return [RouteIntentClassifier]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The thresholds of `Thresholds`, and no costs."""
        return {"thresholds": {}, "costs": {}}

    def __init__(self, config: dict[str, Any], node: Node) -> None:
        """Raises ValueError for a threshold that does not exist or makes no sense."""
        self._thresholds = thresholds_of(config.get("thresholds") or {})

    def process(self, messages: list[Message]) -> list[Message]:
        """Decides on every message that the classifier before has seen."""
        for message in messages:
            if message.get(ROUTES_KEY):
                self._decide(message)
        return messages

    def _decide(self, message: Message) -> None:
        routes = message.get(ROUTES_KEY)
        ranking = message.get(INTENT_RANKING_KEY)
        decision = decide(
            routes,
            {row[INTENT_NAME_KEY]: row[PREDICTED_CONFIDENCE_KEY] for row in ranking},
            message.get(ROUTE_OF_INTENT_KEY),
            self._thresholds,
        )
        intent = {
            INTENT_NAME_KEY: decision.intent,
            PREDICTED_CONFIDENCE_KEY: decision.confidence,
        }
        message.set(INTENT, intent, add_to_output=True)
        triage = {"route": decision.route, "routes": routes}
        message.set(TRIAGE_KEY, triage, add_to_output=True)
