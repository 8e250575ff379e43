"""Kinds of readings that are no value, which the dialogue hears beside the sentence."""

import pytest

from fields import FIELDS, Context, Wrong
from fields.reading import WrongKind


@pytest.mark.parametrize(
    ("field", "text", "kind"),
    [
        ("email", "none", WrongKind.NEEDED),
        ("country", "skip", WrongKind.NEEDED),
        ("category", "I don't know", WrongKind.NEEDED),
        ("description", "skip", WrongKind.NEEDED),
        ("full_name", "anonymous", WrongKind.REFUSED),
        ("account_id", "I can't sign in", WrongKind.CANNOT_SEE),
        ("account_id", "it's my father's account", WrongKind.CANNOT_SEE),
        ("full_name", "why do you need it?", WrongKind.QUESTION),
        ("email", "sara at home", WrongKind.MALFORMED),
        ("account_id", "AB12", WrongKind.MALFORMED),
    ],
)
def test_a_reading_says_what_the_words_are_instead(
    context: Context, field: str, text: str, kind: WrongKind
) -> None:
    reading = FIELDS[field].read(text, context)
    assert isinstance(reading, Wrong)
    assert reading.kind is kind
