"""Words that the terminal writes around a chat: data/en/wording/terminal.yml."""

import msgspec

from languages import DEFAULT, wording


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Sentences and lines of the terminal; names in {braces} are filled in."""

    hello: str
    prompt: str
    ended: str
    unstorable: str
    understood: str
    pressed: str
    chances: str
    triage: str
    acts: str
    spans: str
    actions: str
    slots: str
    asks: str
    step: str
    nothing: str


def load_words(language: str = DEFAULT) -> Words:
    """The words of a language; raises msgspec.ValidationError when one is missing."""
    return msgspec.convert(wording("terminal.yml", language), Words)
