"""One-time codes: four to eight digits beside words that make them a code for a login.

Bare numbers are never touched, and neither are error, postal or ticket codes.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from shield.finding import Finding
from shield.words import OneTimeCodes, either, languages

_CODE = r"(?P<code>(?:G-)?(?:\d{6}|\d{3}[ \-]\d{3}))"
_AFTER_CODE = r"(?![\w]|[.,/\-:]\d)"
# A year is no code, unless the words say so: "I have used 2FA from 2021".
_YEAR = re.compile(r"(?:19|20)\d\d")


class _Reader:
    """Finds codes by one language's words."""

    def __init__(self, words: OneTimeCodes) -> None:
        # "123456", "123 456", "123-456" or "G-123456", not a piece of a longer number, date
        # or amount.
        digits = (
            r"(?<![\w.,/\-$€£#])(?P<code>(?:G-)?(?:\d{4,8}|\d{3}[ \-]\d{3}|\d{4}[ \-]\d{4}))"
            rf"(?![\w]|[.,/\-:][\dA-Za-z]|\s?(?:{either(words.units)}|%))"
        )
        link = rf"(?:\W{{0,3}}\b{either(words.links)}\b){{0,7}}\W{{1,4}}"
        # Words that make a code one for a login.
        strong = (
            rf"(?:\b{either(words.qualifiers)}\W{{1,2}}(?:\w+\W{{1,2}}){{0,2}}?"
            rf"{either(words.heads)}\b|\b{either(words.names)}\b)"
        )
        weak = rf"(?:\b\w{{1,24}}\W{{1,2}})?\b{either(words.code)}\b"
        weak_link = (
            rf"(?:\W{{0,3}}\b{either(words.code_links)}\b){{1,5}}\W{{1,3}}(?<!\d)"
        )
        self._patterns = tuple(
            re.compile(pattern, re.IGNORECASE)
            for pattern in (
                strong + link + digits,
                weak + weak_link + _CODE + _AFTER_CODE,
                weak + r"\s?[:=]\s?(?P<code>\d{6}|\d{3}[ \-]\d{3})" + _AFTER_CODE,
                digits + rf"\s{either(words.said_after)}\b",
            )
        )
        self._says_so = re.compile(
            rf"(?:\b{either(words.says_so)}|[:=])\W{{0,2}}$", re.IGNORECASE
        )
        self._other_codes = frozenset(words.other_codes.split())

    def find(self, text: str) -> Iterator[Finding]:
        for pattern in self._patterns:
            for match in pattern.finditer(text):
                wording = re.findall(r"\w+", match.group().lower())
                if self._other_codes.isdisjoint(wording) and not self._is_year(
                    text, match
                ):
                    yield Finding(*match.span("code"), "one_time_code")

    def _is_year(self, text: str, match: re.Match[str]) -> bool:
        if not _YEAR.fullmatch(match["code"]):
            return False
        return self._says_so.search(text, match.start(), match.start("code")) is None


@lru_cache(maxsize=1)
def _readers() -> tuple[_Reader, ...]:
    return tuple(_Reader(words.one_time_codes) for words in languages().values())


def find_one_time_codes(text: str) -> Iterator[Finding]:
    for reader in _readers():
        yield from reader.find(text)
