"""The scene of a message is what the conversation's slot says."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

from bot.encoder.context import OPENING, Scene
from bot.nlu.encoder import Encoder
from bot.nlu.message_encoder import (
    ENCODED_KEY,
    SCENE_SLOT,
    MessageEncoder,
    scene_in,
)

DOMAIN = Path(__file__).parents[3] / "domain.yml"
ASKED = {"at": "country", "field": None, "offers": ["Malta", "Spain"]}


def tracker(scene: Any) -> DialogueStateTracker:
    """A conversation of our domain whose slot holds `scene`."""
    slots = Domain.load(str(DOMAIN)).slots
    return DialogueStateTracker.from_events(
        "chat", [SlotSet(SCENE_SLOT, scene)], slots=slots
    )


@pytest.fixture
def component(tmp_path: Path, encoder: Encoder) -> Any:
    return MessageEncoder.create(
        MessageEncoder.get_default_config(),
        LocalModelStorage.create(tmp_path),
        Resource("nlu"),
        ExecutionContext(GraphSchema({}), node_name="nlu"),
    )


@pytest.mark.parametrize(
    ("slot", "scene"),
    [
        (None, OPENING),
        (ASKED, Scene("country", None, ("Malta", "Spain"))),
        ({"at": "edit", "field": "email"}, Scene("edit", "email")),
    ],
)
def test_the_slot_tells_what_is_open(slot: Any, scene: Scene) -> None:
    assert scene_in(tracker(slot)) == scene


def test_a_conversation_without_the_slot_is_at_its_opening() -> None:
    assert scene_in(DialogueStateTracker.from_events("chat", [])) == OPENING


def test_a_message_is_encoded_at_its_scene_and_alone_at_the_opening(
    component: Any, encoder: Encoder
) -> None:
    asked = Message.build(text="the first one")
    alone = Message.build(text="the first one")
    component.process([asked], tracker(ASKED))
    component.process([alone])
    wanted = encoder.encode(Scene("country", None, ("Malta", "Spain")), "the first one")
    assert np.array_equal(asked.get(ENCODED_KEY).mean, wanted.mean)
    assert not np.array_equal(alone.get(ENCODED_KEY).mean, wanted.mean)
    assert ENCODED_KEY not in asked.as_dict(only_output_properties=True)
