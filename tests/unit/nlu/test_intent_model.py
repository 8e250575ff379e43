import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.examples.training_set import Example
from bot.nlu.features import Dense
from bot.nlu.intent_model import IntentModel, ModelSettings, settings_of
from bot.nlu.model_files import load, save
from bot.nlu.routes import group_of, route_of
from tests.unit.nlu.conftest import EVERY

Vectors = Callable[[Sequence[str]], Dense]

TEXTS = ["Where is my card?", "You stole my coins, answer me!", "hi", "", "🤬", "asdf"]


def test_chances_of_routes_and_of_intents_sum_to_one(
    trained: IntentModel, vectors: Vectors
) -> None:
    for found in trained.understand(TEXTS, vectors(TEXTS)):
        assert sum(found.routes.values()) == pytest.approx(1.0)
        assert sum(found.intents.values()) == pytest.approx(1.0)
        for route, chance in found.routes.items():
            under = [p for name, p in found.intents.items() if route_of(name) == route]
            assert sum(under) == pytest.approx(chance)


def test_training_twice_gives_the_same_answers(
    examples: list[Example], vectors: Vectors
) -> None:
    some = examples[::40]
    texts, intents = [one.text for one in some], [one.intent for one in some]
    known = vectors(texts)
    one, _ = IntentModel.train(texts, known, intents)
    other, _ = IntentModel.train(texts, known, intents)
    said = vectors(TEXTS)
    assert one.understand(TEXTS, said) == other.understand(TEXTS, said)


def test_a_stored_model_answers_as_before(
    trained: IntentModel, vectors: Vectors, tmp_path: Path
) -> None:
    save(trained, tmp_path)
    said = vectors(TEXTS)
    before = trained.understand(TEXTS, said)
    after = load(tmp_path).understand(TEXTS, said)
    for one, other in zip(before, after, strict=True):
        assert one.routes == pytest.approx(other.routes, abs=1e-4)
        assert one.intents == pytest.approx(other.intents, abs=1e-4)


def test_what_is_stored_is_numbers_and_plain_json(
    trained: IntentModel, tmp_path: Path
) -> None:
    save(trained, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "names.json",
        "weights.npz",
    ]
    json.loads((tmp_path / "names.json").read_text())
    with np.load(tmp_path / "weights.npz", allow_pickle=False) as arrays:
        assert all(arrays[name].dtype.kind in "fi" for name in arrays.files)


def test_a_text_alone_is_understood_as_among_others(
    trained: IntentModel, vectors: Vectors
) -> None:
    vectors = vectors(TEXTS)
    together = trained.understand(TEXTS, vectors)
    for row, text in enumerate(TEXTS):
        (alone,) = trained.understand([text], vectors[row : row + 1])
        assert alone.routes == pytest.approx(together[row].routes, abs=1e-6)


def test_most_unseen_examples_are_understood(
    trained: IntentModel, vectors: Vectors, unseen: list[Example]
) -> None:
    texts = [one.text for one in unseen]
    found = trained.understand(texts, vectors(texts))
    right = [
        max(one.routes, key=one.routes.__getitem__) == route_of(example.intent)
        for one, example in zip(found, unseen, strict=True)
    ]
    assert np.mean(right) > 0.75


def test_what_stands_in_the_training_data_is_known_for_sure(
    trained: IntentModel, vectors: Vectors, examples: list[Example]
) -> None:
    """An example that a designer adds must not fall back: at most one in fifty may."""
    known = examples[::EVERY]
    texts = [one.text for one in known]
    found = trained.understand(texts, vectors(texts))
    sure = [
        one.routes[route_of(example.intent)] > 0.5
        for one, example in zip(found, known, strict=True)
    ]
    assert np.mean(sure) >= 0.98


def test_an_intent_on_no_route_is_named() -> None:
    settings = ModelSettings(routes={"complaint": ["grievance"]})
    with pytest.raises(ValueError, match="greet"):
        settings.path("greet")


def test_a_firm_can_name_a_route_of_its_own() -> None:
    settings = settings_of({"routes": {"sales": ["buy_*"], "chitchat": ["*"]}})
    assert settings.path("buy_car") == ("sales", "sales", "buy_car")


def test_complaint_and_support_are_one_matter_at_first() -> None:
    assert group_of("complaint") == group_of("support") == "matter"
    assert group_of("chitchat") == "chitchat"
