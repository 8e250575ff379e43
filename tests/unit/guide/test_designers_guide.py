"""The guide for designers, followed to the letter, gives data that Rasa accepts."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.validator import Validator

from bot.evaluation.tone import ResponseText, faults
from bot.rules import PatternRules
from firm import load_firm
from firm.facts import firm_facts
from tests.unit.guide.apply import ROOT, blocks, follow

INTENT = "ask_by_letter"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project after the guide."""
    folder = Path(tmp_path_factory.mktemp("guide"))
    follow(folder)
    return folder


def test_the_guide_has_one_intent_one_response_and_a_test() -> None:
    assert [name for name, _ in blocks()] == [
        "domain.yml",
        "data/en/nlu/process.yml",
        "data/en/responses/process.yml",
        "tests/conversations/digressions/process_questions.yml",
    ]


def test_the_blocks_make_data_that_rasa_takes(copy: Path) -> None:
    # Without the wrappers of Rasa's own, which read all examples twice.
    importer = PatternRules(
        str(copy / "config.yml"), str(copy / "domain.yml"), [str(copy / "data")]
    )
    domain = importer.get_domain()
    said: TrainingData = importer.get_nlu_data()
    assert INTENT in domain.intents
    assert f"utter_{INTENT}" in said.responses
    assert len([e for e in said.intent_examples if e.get("intent") == INTENT]) >= 12
    rules = [step.block_name for step in importer.get_stories().story_steps]
    assert f"Every message goes to the complaint's form ({INTENT})" in rules
    validator = Validator(domain, said, importer.get_stories(), None)
    assert validator.verify_intents(ignore_warnings=False)


def test_the_response_names_only_facts_of_the_firm_and_says_it_plainly(
    copy: Path,
) -> None:
    path = copy / "data" / "en" / "responses" / "process.yml"
    said = yaml.safe_load(path.read_text(encoding="utf-8"))["responses"]
    text = said[f"utter_{INTENT}"][0]["text"]
    assert "https://" in text.format(**firm_facts(load_firm(ROOT / "firm.yml")))
    assert list(faults(ResponseText("the guide", text))) == []


def test_the_transcript_of_the_guide_is_one(copy: Path) -> None:
    path = copy / "tests" / "conversations" / "digressions" / "process_questions.yml"
    last = yaml.safe_load(path.read_text(encoding="utf-8"))[-1]
    assert last["turns"][1]["says"] == "write a letter"
