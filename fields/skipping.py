"""Words that answer nothing: "skip", "I don't remember", "no tickets", and a yes alone."""

import re
from functools import lru_cache
from typing import Final

from fields.text import DASHES, fold
from fields.wording import words_of_field
from languages import DEFAULT

_DASHES: Final = re.compile(rf"[\s./x{DASHES}]{{1,5}}", re.IGNORECASE)
# A skip is short: longer answers tell something, which is never thrown away.
_LONGEST: Final = 80
# No more characters of an answer are looked at to see whether it is only a yes.
_LONGEST_YES: Final = 100


def skips(text: str, about: str = "", language: str = DEFAULT) -> bool:
    """Whether these words leave the field open.

    `about` is a regular expression, on folded text, for what the field asks for
    ("tickets?|case numbers?"), so that "I have no tickets" is understood too.
    """
    if len(text) > _LONGEST:
        return False
    if _DASHES.fullmatch(text):
        return True
    folded = fold(text)
    if words_of_field("skipping", language).patterns["whole"].fullmatch(folded):
        return True
    return bool(about) and _none_of(about, language).fullmatch(folded) is not None


def only_assents(text: str, language: str = DEFAULT) -> bool:
    """Whether these words say yes and tell nothing ("yes", "yes I did")."""
    assent = words_of_field("skipping", language).patterns["assent"]
    return assent.fullmatch(fold(text[:_LONGEST_YES])) is not None


@lru_cache(maxsize=256)
def _none_of(about: str, language: str) -> re.Pattern[str]:
    words = words_of_field("skipping", language)
    return re.compile(words.completed("none_of", about=about))
