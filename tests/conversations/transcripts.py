"""Reads the transcripts of tests/conversations/*/*.yml.

    - conversation: One sentence that says what is shown
      turns:
        - type: what the client types           # or  press: title of a button on the screen
          asks: email                           # the field that is asked next (optional)
          says: [part of what is said, ...]     # (optional)   never_says: [...]
          card: review                          # a card of this type is shown (optional)
          row: {country: Portugal}              # lines of the review card (optional)
          buttons: [Skip]                       # titles that must be offered (optional)
      desk: nothing                             # or the fields of the one complaint filed:
      desk: {email: ..., description: ...}    # a list of these when several were filed;
                                              # notes: [...] is what was added afterwards

In `type`, a value may be any YAML string, so a block (|-) keeps its line breaks, and
{reference} is the reference of the receipt shown last.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
TURN_KEYS = {"type", "press", "asks", "says", "never_says", "card", "row", "buttons"}
KEYS = {"conversation", "turns", "desk"}


def transcripts() -> list[tuple[str, dict[str, Any]]]:
    """(name, transcript) of every file. Raises ValueError for a key that is not one."""
    found = []
    for path in sorted(FOLDER.glob("*/*.yml")):
        for transcript in yaml.safe_load(path.read_text(encoding="utf-8")):
            place = path.relative_to(FOLDER).with_suffix("")
            name = f"{place}: {transcript['conversation']}"
            _check(name, transcript)
            found.append((name, transcript))
    return found


def _check(name: str, transcript: dict[str, Any]) -> None:
    unknown = set(transcript) - KEYS
    for turn in transcript["turns"]:
        unknown |= set(turn) - TURN_KEYS
        if ("type" in turn) == ("press" in turn):
            raise ValueError(f"{name}: each turn has either `type` or `press`")
    if unknown:
        raise ValueError(f"{name}: unknown keys {sorted(unknown)}")
