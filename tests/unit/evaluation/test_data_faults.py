from pathlib import Path

import numpy as np

from bot.evaluation.data_faults import (
    duplicates,
    imbalance,
    near_duplicates,
    untested,
)
from bot.examples.training_set import Example
from bot.nlu.intent_model import ModelSettings


def rows(*said: tuple[str, str]) -> list[Example]:
    return [
        Example(text, intent, Path("x.yml"), line)
        for line, (text, intent) in enumerate(said, start=1)
    ]


def test_the_same_words_in_two_intents_are_a_fault() -> None:
    (fault,) = duplicates(
        rows(("Where is my card?", "support_card"), ("where is my card ?", "grievance"))
    )
    assert str(fault).startswith("x.yml:2: ")
    assert "x.yml:1" in fault.text
    assert "support_card" in fault.text


def test_the_same_text_twice_in_an_intent_is_a_fault() -> None:
    (fault,) = duplicates(rows(("hello", "greet"), ("Hello ", "greet")))
    assert fault.place == "x.yml:2"


def test_figures_and_addresses_are_no_duplicates() -> None:
    assert not list(
        duplicates(rows(("a@example.com", "inform"), ("123", "support_records")))
    )


def test_nearly_the_same_sentence_in_two_intents_is_a_fault() -> None:
    examples = rows(("one", "greet"), ("two", "greet"), ("three", "thank"))
    vectors = np.array([[1, 0], [1, 0], [0.999, 0.04]], dtype=np.float32)
    places = [fault.place for fault in near_duplicates(examples, vectors)]
    assert places == ["x.yml:3", "x.yml:3"]


def test_few_examples_and_far_more_than_the_like_are_faults() -> None:
    many = [(f"text {number}", "support_card") for number in range(400)]
    few = [(f"word {number}", "support_app") for number in range(3)]
    usual = [(f"thing {number}", "support_fees") for number in range(30)]
    said = [
        fault.text for fault in imbalance(rows(*many, *few, *usual), ModelSettings())
    ]
    assert said == [
        "support_app has 3 examples, less than 25",
        "support_card has 400 examples, more than 12 times the 30 of a usual intent on its way",
    ]


def test_an_intent_without_conversation_test_is_named_where_it_begins() -> None:
    (fault,) = untested(rows(("hi", "greet"), ("bye", "goodbye")), {"greet"})
    assert str(fault) == "x.yml:2: goodbye has no conversation test"
