"""One rule for a pattern of intents is a rule for each of them, and Rasa checks them all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rasa.shared.exceptions import RasaException
from rasa.shared.importers.importer import TrainingDataImporter

from bot.rules import RASAS_OWN

RULES = """version: "3.1"
rules:
- rule: A condition stays
  condition:
  - active_loop: form_of_tea
  steps:
  - intent: {intent}
  - action: action_pour
- rule: A plain rule
  steps:
  - intent: greet
  - action: action_greet
"""
DOMAIN = """version: "3.1"
intents: [tea_green, tea_black, greet]
actions: [action_pour, action_greet]
forms: {form_of_tea: {required_slots: []}}
"""


@pytest.fixture(autouse=True)
def no_warnings(recwarn: pytest.WarningsRecorder) -> Iterator[None]:
    """Fails when Rasa warns of an unknown intent: a pattern is none."""
    yield
    assert not [one for one in recwarn if "Found intent" in str(one.message)]


def rules_of(folder: Path, intent: str) -> dict[str, list[str]]:
    """The steps of each rule, by the rule's name."""
    (folder / "rules.yml").write_text(RULES.format(intent=intent))
    (folder / "domain.yml").write_text(DOMAIN)
    (folder / "config.yml").write_text("importers: [{name: bot.rules.PatternRules}]\n")
    importer = TrainingDataImporter.load_from_config(
        str(folder / "config.yml"),
        str(folder / "domain.yml"),
        [str(folder / "rules.yml")],
    )
    return {
        step.block_name: [
            str(getattr(event, "intent_name", None) or event.type_name)
            for event in step.events
        ]
        for step in importer.get_stories().story_steps
    }


def test_a_rule_for_a_pattern_is_one_for_each_intent(tmp_path: Path) -> None:
    found = rules_of(tmp_path, "tea_*")
    names = {f"A condition stays (tea_{kind})" for kind in ("green", "black")}
    assert set(found) == {*names, "A plain rule"}
    for kind in ("green", "black"):
        events = found[f"A condition stays (tea_{kind})"]
        assert events == ["active_loop", "action", f"tea_{kind}", "action"]


def test_a_rule_without_a_pattern_stays_as_it_is(tmp_path: Path) -> None:
    assert set(rules_of(tmp_path, "tea_green")) == {"A condition stays", "A plain rule"}


def test_a_pattern_that_fits_no_intent_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(RasaException, match=r"rules\.yml.*A condition stays.*coffee_"):
        rules_of(tmp_path, "coffee_*")


def test_a_star_alone_leaves_out_the_intents_that_rasa_answers_itself(
    tmp_path: Path,
) -> None:
    names = set(rules_of(tmp_path, '"*"'))
    assert "A condition stays (tea_green)" in names
    assert not {f"A condition stays ({own})" for own in RASAS_OWN} & names
