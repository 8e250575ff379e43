"""The reader as Rasa's graph calls it, on a few invented lessons."""

import json
from pathlib import Path
from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.encoder.context import OPENING
from bot.nlu import reader as module
from bot.nlu import reading_examples
from bot.nlu.encoder import Encoder
from bot.nlu.message_encoder import ENCODED_KEY
from bot.nlu.reader import ContextReader
from tests.unit.nlu.test_reading_model import LESSONS, encoded


@pytest.fixture
def around(tmp_path: Path) -> tuple[Any, ...]:
    storage = LocalModelStorage.create(tmp_path)
    return storage, Resource("nlu"), ExecutionContext(GraphSchema({}), node_name="nlu")


@pytest.fixture
def trained(around: tuple[Any, ...], monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(module, "load_encoder", lambda: None)
    monkeypatch.setattr(module, "known_heads", lambda: None)
    monkeypatch.setattr(module, "reading_lessons", lambda: LESSONS)
    monkeypatch.setattr(
        module,
        "encoded_lessons",
        lambda _, lessons: [encoded(one.text) for one in lessons],
    )
    reader = ContextReader.create({}, *around)
    reader.train(TrainingData([]))
    return reader


def read(reader: Any, text: str) -> dict[str, Any]:
    message = Message.build(text=text)
    message.set(ENCODED_KEY, encoded(text))
    told: dict[str, Any] = reader.process([message])[0].as_dict(
        only_output_properties=True
    )
    return told


def test_a_message_gains_its_reading(trained: Any) -> None:
    reading = read(trained, "why, Ann")["reading"]
    assert {row["act"] for row in reading["acts"][:2]} == {"answer", "ask_about why"}
    assert [row["weight"] for row in reading["acts"]] == sorted(
        (row["weight"] for row in reading["acts"]), reverse=True
    )
    (span,) = reading["spans"]
    assert (span["label"], span["start"], span["end"]) == ("own_name", 5, 8)
    assert json.loads(json.dumps(reading)) == reading


def test_a_stored_reader_reads_as_the_trained_one(
    trained: Any, around: tuple[Any, ...]
) -> None:
    stored = ContextReader.load({}, *around)
    assert read(stored, "bye Bo")["reading"] == read(trained, "bye Bo")["reading"]


def test_an_untrained_reader_reads_nothing(around: tuple[Any, ...]) -> None:
    assert "reading" not in read(ContextReader.load({}, *around), "bye")


def test_a_new_example_changes_the_fingerprint_that_rasa_caches_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_examples, "_spoken", lambda: [tmp_path])
    (tmp_path / "readings").mkdir()
    before = ContextReader.fingerprint_addon({})
    (tmp_path / "readings" / "email.yml").write_text("at: email\nrows: []\n")
    assert ContextReader.fingerprint_addon({}) != before


def test_a_place_in_the_reading_is_one_in_the_text_as_typed(encoder: Encoder) -> None:
    text = "  Hello, I'm “Ann”!"
    words = encoder.encode(OPENING, text).words
    assert text[words[-1].start : words[-1].end] == "Ann"
