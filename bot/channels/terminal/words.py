"""What the terminal writes around a chat: data/en/wording/terminal.yml."""

from pathlib import Path

import msgspec
import yaml

PATH = Path(__file__).resolve().parents[3] / "data/en/wording/terminal.yml"


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Each is a sentence or a line; what stands in {braces} is filled in."""

    hello: str
    prompt: str
    ended: str
    unstorable: str
    understood: str
    pressed: str
    chances: str
    triage: str
    spans: str
    actions: str
    rejected: str
    slots: str
    asks: str
    step: str
    nothing: str


def load_words(path: Path = PATH) -> Words:
    """The words in this file; raises msgspec.ValidationError when one lacks."""
    return msgspec.convert(yaml.safe_load(path.read_text("utf-8")), Words)
