"""The words of a field in one language, from data/<language>/wording/fields/<field>.yml."""

from functools import lru_cache
from typing import Final

from fields.text import APOSTROPHES, DASHES, QUESTION_MARKS
from fields.time_zones import ZONES
from languages import DEFAULT, Words, read_words, wording_path

# Signs that stand in patterns and belong to no language.
_SIGNS: Final = {
    "apostrophes": APOSTROPHES,
    "dashes": DASHES,
    "question_marks": QUESTION_MARKS,
    "money_signs": "$€£¥\uffe5₿₹₽%",
    "zones": "|".join(ZONES),
}


@lru_cache(maxsize=256)
def words_of_field(field: str, language: str) -> Words:
    """Lists and patterns, compiled once; none where the field has no such file.

    Raises WordingError as `languages.read_words` does.
    """
    if not wording_path(f"fields/{field}.yml", language).exists():
        return Words()
    return read_words(f"fields/{field}.yml", language, _SIGNS)


def prepare(language: str = DEFAULT) -> None:
    """Reads every field's words now, so that a server finds a fault in them as it starts."""
    for path in sorted(wording_path("fields", language).glob("*.yml")):
        words_of_field(path.stem, language)
