"""domain.yml declares all that the parts give and use; else Rasa warns in each turn."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.importers.importer import TrainingDataImporter

from dialogue.policy.offers import _BUTTONS
from dialogue.policy.outcomes import _AGAIN
from fields import FIELDS
from tests.system import ROOT

DOMAIN: dict[str, Any] = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))


def test_what_buttons_carry_is_declared() -> None:
    """Rasa drops those entities of a payload that are not in the domain."""
    source = "\n".join(path.read_text("utf-8") for path in _files("dialogue", "py"))
    carried = set(re.findall(r"button\([^()]*?(\w+)=", source))
    carried |= set(re.findall(r"""\{["'](\w+)["']: (?:one\.id|name)\}""", source))
    assert {"slot", "topic", "category", "account_id"} <= carried
    assert carried <= set(DOMAIN["entities"])


def test_what_buttons_send_is_declared() -> None:
    """A rule sends every intent of the domain to the form, and no other."""
    written = "\n".join(path.read_text("utf-8") for path in _files("data", "yml"))
    sent = {*_BUTTONS, *_AGAIN.values(), *re.findall(r"payload: /(\w+)", written)}
    assert {"submit", "file_complaint", "support_general"} <= sent
    assert sent <= set(DOMAIN["intents"])


def test_a_field_that_asks_back_offers_values_as_entities() -> None:
    said = "\n".join(path.read_text("utf-8") for path in _files("data", "yml"))
    asking = {name for name in FIELDS if f"  utter_choose_{name}_" in said}
    assert {"email", "country"} <= asking
    assert asking <= set(DOMAIN["entities"])


def _files(folder: str, ending: str) -> list[Path]:
    return sorted((ROOT / folder).rglob(f"*.{ending}"))


def test_every_intent_of_the_domain_goes_to_the_form() -> None:
    """Topics of support, alarms and new questions too: what is done is the dialogue's."""
    importer = TrainingDataImporter.load_from_config(
        str(ROOT / "config.yml"),
        str(ROOT / "domain.yml"),
        [str(ROOT / "data" / "rules")],
    )
    ruled = {
        event.intent_name
        for step in importer.get_stories().story_steps
        for event in step.events
        if isinstance(event, UserUttered)
        and ActionExecuted("complaint_form") in step.events
    }
    assert ruled == set(DOMAIN["intents"])
