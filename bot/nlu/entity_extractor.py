"""Rasa component: everything that a message names, with character spans."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.entities.mention import Mention, resolved
from bot.nlu.entities.money import money
from bot.nlu.entities.names import countries, load_names_model, names
from bot.nlu.entities.numbers import account_ids, emails, hashes, tickets
from bot.nlu.entities.times import times
from firm import load_firm

FIRM_FILE = "FIRM_FILE"


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False
)
class MentionExtractor(EntityExtractorMixin, GraphComponent):
    """Adds `entities`: email, account_id, ticket, transaction_hash, amount, asset, date,
    time, person, organisation, place.

    Values are strings but for `amount`: {"number": "1600.00", "asset": "USD"}.
    The account ID's pattern is that of the firm (`FIRM_FILE`, else firm.yml).
    """

    @staticmethod
    def required_packages() -> list[str]:
        """What must be installed for this component."""
        return ["spacy", "babel"]

    def __init__(self, account_pattern: re.Pattern[str]) -> None:
        self._account_pattern = account_pattern

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MentionExtractor:
        """Reads the firm and loads spaCy; raises FirmError or ImportError."""
        firm = load_firm(Path(os.environ.get(FIRM_FILE, "firm.yml")))
        load_names_model()
        return cls(re.compile(firm.account_id.pattern))

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds what each message names to its entities."""
        for message in messages:
            text = message.get(TEXT)
            # The payload of a button is no prose; Rasa reads it by itself.
            if text and not text.startswith("/"):
                found = [self._entity(mention) for mention in self.mentions(text)]
                known = message.get(ENTITIES, [])
                message.set(
                    ENTITIES, known + self.add_extractor_name(found), add_to_output=True
                )
        return messages

    def mentions(self, text: str) -> list[Mention]:
        """Everything that `text` names, none overlapping, in order."""
        return resolved(
            (
                *emails(text),
                *hashes(text),
                *account_ids(text, self._account_pattern),
                *tickets(text),
                *money(text),
                *times(text),
                *countries(text),
                *names(text),
            )
        )

    def _entity(self, mention: Mention) -> dict[str, Any]:
        return {
            ENTITY_ATTRIBUTE_TYPE: mention.entity,
            ENTITY_ATTRIBUTE_START: mention.start,
            ENTITY_ATTRIBUTE_END: mention.end,
            ENTITY_ATTRIBUTE_VALUE: mention.value,
        }
