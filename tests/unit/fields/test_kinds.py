"""What a reading that is no value says to the dialogue, beside its sentence."""

import pytest

from fields import FIELDS, Context, Kind, Wrong


@pytest.mark.parametrize(
    ("field", "text", "kind"),
    [
        ("email", "none", Kind.NEEDED),
        ("country", "skip", Kind.NEEDED),
        ("category", "I don't know", Kind.NEEDED),
        ("description", "skip", Kind.NEEDED),
        ("full_name", "anonymous", Kind.REFUSED),
        ("account_id", "I can't sign in", Kind.CANNOT_SEE),
        ("account_id", "it's my father's account", Kind.CANNOT_SEE),
        ("full_name", "why do you need it?", Kind.QUESTION),
        ("email", "sara at home", Kind.MALFORMED),
        ("account_id", "AB12", Kind.MALFORMED),
    ],
)
def test_a_reading_says_what_the_words_are_instead(
    context: Context, field: str, text: str, kind: Kind
) -> None:
    reading = FIELDS[field].read(text, context)
    assert isinstance(reading, Wrong)
    assert reading.kind is kind
