"""A reader of rules for Rasa, in which one may stand for many intents (`support_*`)."""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterator
from fnmatch import filter as matching

from rasa.shared.core.constants import (
    USER_INTENT_BACK,
    USER_INTENT_RESTART,
    USER_INTENT_SESSION_START,
)
from rasa.shared.core.events import UserUttered
from rasa.shared.core.training_data.structures import StoryGraph, StoryStep
from rasa.shared.exceptions import RasaException
from rasa.shared.importers.rasa import RasaFileImporter

# Rasa adds these to every domain and answers them itself, before any rule.
RASAS_OWN = frozenset(
    (USER_INTENT_BACK, USER_INTENT_RESTART, USER_INTENT_SESSION_START)
)


class PatternRules(RasaFileImporter):
    """Rasa's own reader of files, with patterns of intents in rules and stories.

    An intent with a star in its name stands for every intent of the domain that it fits:
    the rule is made once for each, and Rasa checks the rules that were made.
    """

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        """The rules and stories; raises RasaException for a pattern that fits no intent."""
        with warnings.catch_warnings():
            # The reader does not know a pattern; whether it fits an intent is seen below.
            warnings.filterwarnings("ignore", r"(?s).*Found intent '[^']*\*")
            graph = super().get_stories(exclusion_percentage)
        intents = set(self.get_domain().intents) - RASAS_OWN
        steps = [made for step in graph.story_steps for made in spread(step, intents)]
        return StoryGraph(steps, graph.story_end_checkpoints)


def spread(step: StoryStep, intents: Collection[str]) -> Iterator[StoryStep]:
    """The step once for each intent that its first pattern fits; itself without a pattern."""
    patterns = {
        place: event
        for place, event in enumerate(step.events)
        if isinstance(event, UserUttered) and "*" in (event.intent_name or "")
    }
    if not patterns:
        yield step
        return
    place, event = next(iter(patterns.items()))
    found = matching(sorted(intents), event.intent_name)
    if not found:
        raise RasaException(
            f"{step.source_name}: the rule '{step.block_name}' is for {event.intent_name}, "
            "and no intent of domain.yml has such a name."
        )
    for intent in found:
        made = step.create_copy(use_new_id=True)
        made.block_name = f"{step.block_name} ({intent})"
        made.events[place] = UserUttered(
            intent={"name": intent}, entities=event.entities
        )
        yield made
