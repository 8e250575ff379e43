"""Gaps in the designers' files for the fields of a complaint (fields/schema.py)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from bot.examples.data_fault import DataFault
from fields import FIELDS, Field
from fields.free_text import FreeText

_DOMAIN = "domain.yml"
_RESPONSES = "data/en/responses"
_LABELS = "data/en/wording/labels.yml"
# The last question of the form, which is for no field.
_SUBMIT = "submit"


def field_faults(root: Path) -> Iterator[DataFault]:
    """Slots, questions and labels that are missing or too many below the project's `root`."""
    yield from _domain(_read(root / _DOMAIN))
    said = {
        name
        for file in sorted((root / _RESPONSES).glob("*.yml"))
        for name in _read(file).get("responses", {})
    }
    labels = _read(root / _LABELS)["fields"]
    for field in FIELDS.values():
        for response in _responses(field):
            if response not in said:
                yield DataFault(_RESPONSES, f"{response} is missing")
        for key in _keys(field):
            if not labels.get(field.name, {}).get(key):
                yield DataFault(_LABELS, f"fields: {field.name}: {key} is missing")
    for name in labels.keys() - FIELDS.keys():
        yield DataFault(_LABELS, f"fields: {name} is no field")


def _domain(domain: dict[str, Any]) -> Iterator[DataFault]:
    for name in (*FIELDS, _SUBMIT):
        if name not in domain["slots"]:
            yield DataFault(_DOMAIN, f"slots: {name} is missing")
    asked = domain["forms"]["complaint_form"]["required_slots"]
    if asked != [*FIELDS, _SUBMIT]:
        order = ", ".join((*FIELDS, _SUBMIT))
        yield DataFault(_DOMAIN, f"complaint_form: required_slots have to be {order}")


def _responses(field: Field) -> Iterator[str]:
    yield f"utter_question_{field.name}"
    yield f"utter_again_{field.name}"
    yield f"utter_ask_why_needed_{field.name}"
    if isinstance(field.reader, FreeText):
        yield f"utter_wrong_{field.name}_empty"


def _keys(field: Field) -> tuple[str, ...]:
    return ("label", "names", "hint", *(["skip"] if field.optional else []))


def _read(file: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return loaded
