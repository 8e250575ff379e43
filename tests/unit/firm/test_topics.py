"""A support topic is data: the same list in domain.yml, the examples and the firm."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.evaluation.lint import topic_faults
from bot.examples.training_set import read_examples
from firm import Firm, FirmError, check_topics, load_firm, topics_in
from firm.topics import PREFIX

ROOT = Path(__file__).parents[3]
EXCHANGE = ROOT / "firm.yml"
BANK = ROOT / "tests" / "firms" / "bank.yml"
TOPICS = topics_in(ROOT / "domain.yml")


def test_there_are_topics_and_each_stands_once() -> None:
    assert "general" in TOPICS
    assert len(set(TOPICS)) == len(TOPICS) > 1


def test_every_topic_has_examples_and_every_example_a_topic() -> None:
    taught = {example.intent for example in read_examples(ROOT / "data" / "en" / "nlu")}
    of_support = {name for name in taught if name.startswith(PREFIX)}
    assert of_support == {f"{PREFIX}{topic}" for topic in TOPICS}


def test_the_reference_firm_has_a_channel_for_every_topic(exchange: Firm) -> None:
    assert set(exchange.support) == set(TOPICS)


@pytest.mark.parametrize("file", [EXCHANGE, BANK], ids=["exchange", "bank"])
def test_a_firm_names_topics_of_the_assistant_only(file: Path) -> None:
    check_topics(file, load_firm(file), TOPICS)


def test_a_channel_that_no_question_leads_to_is_named_with_the_topics(
    bank: Firm,
) -> None:
    with pytest.raises(FirmError) as raised:
        check_topics(BANK, bank, ("general", "card"))
    said = str(raised.value)
    assert said == (
        f"{BANK}: support.account_access: is not a topic; the topics are general, card."
    )


def test_an_intent_with_settings_of_its_own_is_a_topic_too(tmp_path: Path) -> None:
    domain = tmp_path / "domain.yml"
    domain.write_text("intents:\n- support_card:\n    use_entities: []\n- greet\n")
    assert topics_in(domain) == ("card",)


def test_the_linter_says_so_too(tmp_path: Path) -> None:
    domain = tmp_path / "domain.yml"
    domain.write_text("intents: [support_general, support_card]\n")
    (fault,) = topic_faults(domain, BANK)
    assert "support.account_access" in str(fault)
    assert list(topic_faults(ROOT / "domain.yml", BANK)) == []
