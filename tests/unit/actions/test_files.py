"""The folder of the action server says which files are actions."""

from __future__ import annotations

import inspect
from importlib import import_module
from pathlib import Path

import pytest
import yaml
from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor

import actions

FOLDER = Path(actions.__file__).parent
DOMAIN = yaml.safe_load((FOLDER.parent / "domain.yml").read_text(encoding="utf-8"))
NO_ACTIONS = {"__init__", "__main__", "settings"}
FILES = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem not in NO_ACTIONS)


def actions_in(module: str) -> list[str]:
    """The names of the actions that are written in a module."""
    found = inspect.getmembers(import_module(module), inspect.isclass)
    return [
        one().name()
        for _, one in found
        if issubclass(one, Action) and one.__module__ == module
    ]


@pytest.mark.parametrize("name", FILES)
def test_a_file_holds_the_one_action_that_it_is_named_after(name: str) -> None:
    called = name if name.startswith("validate_") else f"action_{name}"
    assert actions_in(f"actions.{name}") == [called]
    assert called in DOMAIN["actions"]


def test_every_action_of_the_domain_has_its_file() -> None:
    named = {name.removeprefix("action_") for name in DOMAIN["actions"]}
    assert named == set(FILES)


def test_no_folder_below_holds_an_action() -> None:
    modules = [
        ".".join(path.relative_to(FOLDER.parent).with_suffix("").parts)
        for path in FOLDER.glob("*/*.py")
    ]
    assert modules
    assert not [found for module in modules for found in actions_in(module)]


def test_the_action_server_finds_every_action_of_the_domain() -> None:
    executor = ActionExecutor()
    executor.register_package("actions")
    assert set(executor.actions) == set(DOMAIN["actions"])
