"""What the terminal writes around a chat: data/en/wording/terminal.yml."""

import msgspec

from languages import DEFAULT, wording


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


def load_words(language: str = DEFAULT) -> Words:
    """The words of a language; raises msgspec.ValidationError when one lacks."""
    return msgspec.convert(wording("terminal.yml", language), Words)
