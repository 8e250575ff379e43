"""domain.yml declares all that the parts give and use; else Rasa warns in each turn."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from fields import FIELDS
from tests.system import ROOT

DOMAIN: dict[str, Any] = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))


def test_what_buttons_carry_is_declared() -> None:
    """Rasa drops those entities of a payload that are not in the domain."""
    source = "\n".join(path.read_text("utf-8") for path in _files("actions", "py"))
    carried = set(re.findall(r"payload\([^()]*?(\w+)=", source))
    assert {"slot", "topic", "category", "account_id"} <= carried
    assert carried <= set(DOMAIN["entities"])


def test_a_field_that_asks_back_offers_values_as_entities() -> None:
    said = "\n".join(path.read_text("utf-8") for path in _files("data", "yml"))
    asking = {name for name in FIELDS if f"  utter_choose_{name}_" in said}
    assert {"email", "country"} <= asking
    assert asking <= set(DOMAIN["entities"])


def _files(folder: str, ending: str) -> list[Path]:
    return sorted((ROOT / folder).rglob(f"*.{ending}"))


def test_every_action_of_the_rules_is_declared_or_said_by_a_response() -> None:
    named = {
        step["action"]
        for path in (ROOT / "data" / "rules").glob("*.yml")
        for rule in yaml.safe_load(path.read_text("utf-8"))["rules"]
        for step in rule["steps"]
        if "action" in step
    }
    ours = {name for name in named if not name.startswith("utter_")}
    assert ours <= {*DOMAIN["actions"], *DOMAIN["forms"]}
