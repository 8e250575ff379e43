"""Printable text: a sign that no font has is named, never dropped or made a box."""

import unicodedata

from desk.exports.fonts import known

# Joiners, direction marks and variation selectors have no picture: they shape others.
_SHAPING = frozenset(
    "\u200c\u200d\u200e\u200f\u061c\u2066\u2067\u2068\u2069\ufe0e\ufe0f"
)
_TAB = "    "


def printable(text: str) -> str:
    """The text with a code like `[U+1F636]` in place of each sign that no font has."""
    return "".join(_shown(sign) for sign in text.expandtabs(len(_TAB)))


def runs_leftward(line: str) -> bool:
    """Whether a line is read from right to left, by its first letter that has a
    direction (Unicode Bidirectional Algorithm, UAX #9, rules P2 and P3)."""
    for sign in line:
        direction = unicodedata.bidirectional(sign)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


def _shown(sign: str) -> str:
    if sign == "\n":
        return sign
    if unicodedata.category(sign) == "Cc":
        return "" if sign == "\r" else f"[U+{ord(sign):04X}]"
    if known(sign):
        return sign
    if sign in _SHAPING:
        return ""
    if unicodedata.category(sign).startswith("Z"):
        return " "
    return f"[U+{ord(sign):04X}]"
