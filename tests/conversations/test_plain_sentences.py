"""The trained model understands plain sentences, in words that no example has.

They are short and clear to anyone; a fallback on one of them is a fault of the model.
"""

from __future__ import annotations

import pytest

from bot.evaluation.assistant import Routed, newest_model, route_texts
from bot.examples.training_set import read_examples
from tests.system import ROOT, System

SENTENCES = {
    "would you tell me a joke please": "chitchat",
    "know any funny jokes?": "chitchat",
    "I think I want to stop here now": "cancel",
    "let me stop this, please": "cancel",
    "Could my cousin file a complaint for me?": "ask_representative",
    "May I complain on behalf of my grandmother?": "ask_representative",
    "how many days will a complaint take?": "ask_how_long",
    "When do you usually answer a complaint?": "ask_how_long",
    "What's the current status of my complaint KR-3F7Q-P2ZM-88XW-1T?": "ask_status",
    "is there any news about complaint HV8-4KQ2-ZZT7-W1PM-9B?": "ask_status",
    "I would like to add one thing to the complaint that I filed.": "add_information",
    "can I add a screenshot to the complaint I sent yesterday?": "add_evidence",
    "I meant a human and not a bot": "human",
    "no, I want to talk with a human being": "human",
    "a real human being, please": "human",
    "Is it free to file a complaint?": "ask_cost",
    "Who is going to read my complaint?": "ask_who_reads",
    "what do you do with my personal data?": "ask_data_use",
}


@pytest.fixture(scope="module")
def understood(system: System) -> dict[str, Routed]:
    """Each sentence as the model routes it.

    The running system is a parameter only because its start has trained the model.
    """
    found = route_texts(newest_model(ROOT / "models"), list(SENTENCES))
    return dict(zip(SENTENCES, found, strict=True))


@pytest.mark.parametrize("text", SENTENCES)
def test_a_plain_sentence_is_understood(
    text: str, understood: dict[str, Routed]
) -> None:
    assert understood[text].intent == SENTENCES[text], understood[text]


def test_none_of_them_stands_in_the_examples() -> None:
    examples = {
        one.text.casefold() for one in read_examples(ROOT / "data" / "en" / "nlu")
    }
    assert not [text for text in SENTENCES if text.casefold() in examples]
