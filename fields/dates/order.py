"""Order of numeric dates: whether "3/4" is the 3rd of April or the 4th of March."""

import re
from functools import lru_cache
from typing import Final

from babel import Locale
from babel.core import UnknownLocaleError

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
    return _customary(f"und_{country}" if country else locale, locale)


@lru_cache(maxsize=300)
def _customary(identifier: str, otherwise: str) -> bool:
    for name in (identifier, otherwise):
        try:
            pattern = (
                Locale.parse(name.replace("-", "_")).datetime_skeletons["Md"].pattern
            )
        except (UnknownLocaleError, ValueError, KeyError):
            continue
        return bool(pattern.find("d") < pattern.find("M"))
    return True
