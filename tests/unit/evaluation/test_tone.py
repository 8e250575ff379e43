"""The check of responses finds words that must not be said."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.evaluation.tone import ResponseText, faults, grade, texts

RESPONSES = Path(__file__).resolve().parents[3] / "data" / "en" / "responses"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Your money will be refunded.", "promises"),
        ("We guarantee an answer.", "promises"),
        ("We answer within 7 business days.", "deadline"),
        ("You hear from us in two days.", "deadline"),
        ("Sorry for the inconvenience.", "scripted"),
        (
            "Notwithstanding considerations, one investigation necessitates comprehensive documentation of circumstances.",
            "grade",
        ),
    ],
)
def test_what_must_not_be_said_is_found(text: str, fault: str) -> None:
    assert fault in " ".join(faults(ResponseText("a.yml: utter_x", text)))


def test_a_deadline_from_the_firm_and_plain_words_pass() -> None:
    text = "We aim to answer within {resolve_days} business days."
    assert not list(faults(ResponseText("a.yml: utter_x", text)))


def test_the_grade_grows_with_length_of_words_and_sentences() -> None:
    assert grade("The cat sat on the mat.") < 2
    assert grade("We will look into it. You will hear from us.") < 4
    assert grade("Comprehensive administrative documentation is obligatory.") > 12


def test_everything_that_the_assistant_says_passes() -> None:
    said = list(texts([RESPONSES]))
    assert len(said) > 100
    assert [fault for text in said for fault in faults(text)] == []
