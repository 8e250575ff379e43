"""Labels and buttons: the words of data/en/wording/labels.yml, and what a button sends back."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from babel import Locale
from babel.dates import format_date

from actions.settings import firm
from firm.facts import firm_facts

_FILE = Path(__file__).parents[2] / "data" / "en" / "wording" / "labels.yml"


@lru_cache(maxsize=1)
def _labels() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return loaded


def field_label(field: str) -> str:
    """The name of a field as clients read it."""
    label: str = _labels()["fields"][field]["label"]
    return label.format(**firm_facts(firm()))


def field_names() -> dict[str, list[str]]:
    """The names that clients have for each field, in lower case."""
    return {name: said["names"] for name, said in _labels()["fields"].items()}


def skip_button(field: str) -> dict[str, str]:
    """The button that leaves an optional field open."""
    return {"title": str(_labels()["fields"][field]["skip"]), "payload": "/skip"}


def empty_label() -> str:
    """The words on the review card for a field that was skipped."""
    return str(_labels()["empty"])


def as_typed_label(value: str) -> str:
    """The words on the review card for a value that could not be checked."""
    return str(_labels()["taken_as_typed"]).replace("{value}", value)


def button(name: str, sends: str | None = None) -> dict[str, str]:
    """A button by its name in the wording file; it sends `/<name>` unless told otherwise."""
    title = str(_labels()["buttons"][name])
    return {"title": title, "payload": sends or payload(name)}


def payload(intent: str, **values: object) -> str:
    """`/intent{"name": value}`, which only the channel's own buttons may send."""
    return (
        f"/{intent}{json.dumps(values, ensure_ascii=False)}" if values else f"/{intent}"
    )


def stage_in_words(status: str) -> str:
    """A stage of the register in words for the client; its name if there are none."""
    return str(_labels()["stages"].get(status, status.replace("_", " ")))


def day_in_words(day: str) -> str:
    """An ISO date as the firm's locale writes it in full."""
    locale = Locale.parse(firm().locale, sep="-")
    return str(format_date(date.fromisoformat(day), format="full", locale=locale))
