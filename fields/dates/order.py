"""Order of numeric dates: whether "3/4" is the 3rd of April or the 4th of March."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from babel import Locale
from babel.core import UnknownLocaleError
from babel.languages import get_official_languages

_NUMERIC: Final = re.compile(
    r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})(?:[/.-]\d{2,4})?(?![\d/])"
)


def day_first(text: str, country: str | None, locale: str) -> bool:
    """Whether the day comes first in numeric dates.

    Another date in the text that has only one reading ("5/17") decides, else the way in
    which CLDR writes dates in the client's country, else in the firm's locale.
    """
    for first, second in _NUMERIC.findall(text):
        if 12 < int(first) <= 31 and 1 <= int(second) <= 12:
            return True
        if 12 < int(second) <= 31 and 1 <= int(first) <= 12:
            return False
    return _customary(country, locale)


@lru_cache(maxsize=300)
def _customary(country: str | None, locale: str) -> bool:
    root = _patterns("root")
    for name in (*_locales(country), locale):
        patterns = _patterns(name.replace("-", "_"))
        # The data of many languages is the root's, which tells nothing of the country.
        if patterns is None or (root and patterns[0] == root[0]):
            continue
        # English of South Africa has "MM/dd" for days without a year, where nobody writes so:
        # the month comes first only where it does in "Mar 4, 2026" too.
        return any(pattern.find("d") < pattern.find("M") for pattern in patterns)
    return True


def _locales(country: str | None) -> Iterator[str]:
    """English as written in the country, its official languages, and what CLDR guesses."""
    if country:
        yield f"en_{country}"
        for language in get_official_languages(country, de_facto=True):
            yield f"{language}_{country}"
        yield f"und_{country}"


def _patterns(name: str) -> tuple[str, str] | None:
    """How a locale writes the day and the month, in numbers and in words."""
    try:
        locale = Locale.parse(name)
        return (
            str(locale.datetime_skeletons["Md"].pattern),
            str(locale.date_formats["medium"].pattern),
        )
    except (UnknownLocaleError, ValueError, KeyError):
        return None
