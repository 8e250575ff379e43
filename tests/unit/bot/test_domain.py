"""domain.yml declares what the parts give and use: Rasa warns on every turn where it does not."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from bot.nlu.entities.mention import ORDER
from tests.system import ROOT

DOMAIN: dict[str, Any] = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))


@pytest.mark.parametrize("entity", ORDER)
def test_what_the_extractor_finds_is_declared(entity: str) -> None:
    assert entity in DOMAIN["entities"]


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
