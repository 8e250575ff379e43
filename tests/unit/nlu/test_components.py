"""The components as Rasa's graph calls them."""

import inspect
from pathlib import Path
from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.intent_classifier import RouteIntentClassifier
from bot.nlu.message_encoder import MessageEncoder
from bot.nlu.reader import ContextReader
from bot.nlu.triage_classifier import TriageClassifier

ROWS = {
    "grievance": ["You took my money and nobody answers", "Worst service, ignored"],
    "support_card": ["How do I get a new card?", "Where is my card?"],
    "greet": ["hello", "good morning"],
}


@pytest.fixture
def around(tmp_path: Path) -> tuple[Any, ...]:
    storage = LocalModelStorage.create(tmp_path)
    return storage, Resource("nlu"), ExecutionContext(GraphSchema({}), node_name="nlu")


def made(component: Any, config: dict[str, Any], around: tuple[Any, ...]) -> Any:
    return component.create({**component.get_default_config(), **config}, *around)


@pytest.fixture
def taught(around: tuple[Any, ...]) -> tuple[Any, TrainingData]:
    data = TrainingData(
        [
            Message.build(text=f"{text} {number}", intent=intent)
            for intent, texts in ROWS.items()
            for text in texts
            for number in range(6)
        ]
    )
    featurizer = made(MessageEncoder, {}, around)
    return featurizer, featurizer.process_training_data(data)


def test_rasa_finds_the_argument_names_that_it_wires_by() -> None:
    def arguments(method: Any) -> list[str]:
        return list(inspect.signature(method).parameters)[1:]

    featurizer, classifier = MessageEncoder, RouteIntentClassifier
    assert arguments(featurizer.process_training_data) == ["training_data"]
    assert arguments(classifier.train) == ["training_data"]
    assert arguments(ContextReader.train) == ["training_data"]
    # The conversation comes under this name, and only at prediction.
    assert arguments(featurizer.process) == ["messages", "tracker"]
    for component in (classifier, TriageClassifier, ContextReader):
        assert arguments(component.process) == ["messages"]


def test_every_training_example_gets_a_sentence_vector(taught: Any) -> None:
    _, data = taught
    for message in data.training_examples:
        _, sentence = message.get_dense_features("text")
        assert sentence.features.shape == (1, 384)


def test_a_stored_classifier_answers_as_the_trained_one(
    taught: Any, around: tuple[Any, ...]
) -> None:
    featurizer, data = taught
    trained = made(RouteIntentClassifier, {}, around)
    trained.train(data)
    stored = RouteIntentClassifier.load({}, *around)
    answers = []
    for classifier in (trained, stored):
        messages = featurizer.process([Message.build(text="my card, where is it?")])
        answers.append(classifier.process(messages)[0].as_dict_nlu())
    assert answers[0]["intent"]["name"] == "support_card"
    assert answers[0]["intent"]["name"] == answers[1]["intent"]["name"]
    for one, other in zip(
        *(answer["intent_ranking"] for answer in answers), strict=True
    ):
        assert one["name"] == other["name"]
        assert one["confidence"] == pytest.approx(other["confidence"], abs=1e-4)


def test_the_triage_leaves_the_ranking_and_tells_its_reasons(
    taught: Any, around: tuple[Any, ...]
) -> None:
    featurizer, data = taught
    classifier = made(RouteIntentClassifier, {}, around)
    classifier.train(data)
    thresholds = {"complaint_from": 1.0, "support_below": 0.0, "matter_from": 0.0}
    triage = made(TriageClassifier, {"thresholds": thresholds}, around)
    message = featurizer.process([Message.build(text="Where is my card?")])[0]
    ranking = classifier.process([message])[0].get("intent_ranking")
    triage.process([message])
    assert message.get("intent")["name"] == "doubt"
    assert message.get("intent_ranking") is ranking
    assert {row["name"] for row in ranking} == set(ROWS)
    told = message.as_dict_nlu()["triage"]
    assert told["route"] == "clarify"
    assert sum(told["routes"].values()) == pytest.approx(1.0)


def test_without_examples_nothing_is_trained_and_nothing_breaks(
    around: tuple[Any, ...],
) -> None:
    classifier = made(RouteIntentClassifier, {}, around)
    classifier.train(TrainingData([]))
    message = Message.build(text="hello")
    RouteIntentClassifier.load({}, *around).process([message])
    made(TriageClassifier, {}, around).process([message])
    assert message.get("intent") is None


def test_a_message_without_vector_says_which_component_is_missing(
    taught: Any, around: tuple[Any, ...]
) -> None:
    _, data = taught
    classifier = made(RouteIntentClassifier, {}, around)
    classifier.train(data)
    with pytest.raises(ValueError, match="MessageEncoder"):
        classifier.process([Message.build(text="hello")])


def test_a_misspelt_threshold_is_refused(around: tuple[Any, ...]) -> None:
    with pytest.raises(ValueError, match="complaint_form"):
        made(TriageClassifier, {"thresholds": {"complaint_form": 0.5}}, around)


def test_a_changed_module_changes_the_fingerprint_that_rasa_caches_by() -> None:
    for component in (MessageEncoder, RouteIntentClassifier, ContextReader):
        assert component.fingerprint_addon({})
