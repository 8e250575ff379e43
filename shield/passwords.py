"""Passwords, PINs and API secrets that a client writes out after naming them.

"My password is hunter2" gives one away; "my password is not accepted" does not. A plain
lower-case word therefore counts only at the end of its clause, and never when it is one of
the words with which people describe a password.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from shield.finding import Finding
from shield.words import Passwords, either, languages

_SECRET = r"(?P<secret>\"[^\"\n]{3,}\"|'[^'\n]{3,}'|\u201c[^\u201d\n]{3,}\u201d|`[^`\n]{3,}`|\S{3,})"
# A word with both letters and digits, but not "24hours".
_MIXED = r"(?P<secret>(?=\S*\d)(?=\S*[A-Za-z])(?!\d+[A-Za-z]+\b)[^\s\[]{5,})"
_SENTENCE_END = ".,;:?)\u2026\"'\u201d"


class _Reader:
    """Finds passwords by one language's words."""

    def __init__(self, words: Passwords) -> None:
        self._named = _ignoring_case(
            rf"\b{either(words.names)}\b"
            rf"(?:\s{either(words.whose)})?"
            r"(?:\s?(?:[:=]|->|\u2192)\s*"
            rf"|\s{either(words.verbs)}\s?:?\s+)" + _SECRET
        )
        # "password Hunter2!" and "I changed my password to Hunter2!"
        self._bare = _ignoring_case(
            rf"\b{either(words.bare)}\s(?:{either(words.bare_links)}\s)?" + _MIXED
        )
        self._pin = _ignoring_case(
            rf"\b{either(words.pins)}(?:\s{either(words.pin_verbs)}\s|\s?[:=]\s?|\s)"
            r"(?P<secret>\d{4,8})(?![\w]|[.,/\-]\d)"
        )
        self._clause_end = _ignoring_case(
            rf"\s*(?:$|[.,;!?)\n]|\b{either(words.clause_starts)}\b)"
        )
        self._describing = re.compile(rf"{either(words.describing)}$")
        self._about = frozenset(words.about_a_password.split())

    def find(self, text: str) -> Iterator[Finding]:
        for match in self._named.finditer(text):
            start, end = match.span("secret")
            secret = match["secret"]
            if (
                secret[0] in "\"'`\u201c"
                and secret[-1] in "\"'`\u201d"
                and len(secret) > 2
            ):
                yield Finding(start, end, "password")
                continue
            bare = secret.rstrip(_SENTENCE_END)
            if bare and self._is_secret(bare, text[start + len(bare) :]):
                yield Finding(start, start + len(bare), "password")
        for match in self._bare.finditer(text):
            start = match.start("secret")
            secret = match["secret"].rstrip(_SENTENCE_END)
            yield Finding(start, start + len(secret), "password")
        for match in self._pin.finditer(text):
            yield Finding(*match.span("secret"), "password")

    def _is_secret(self, word: str, rest: str) -> bool:
        if not word.isalpha() or not (
            word.islower() or word.istitle() or word.isupper()
        ):
            return not _is_markup(word)
        plain = word.lower()
        if plain in self._about or self._describing.match(plain):
            return False
        return self._clause_end.match(rest) is not None


def _ignoring_case(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@lru_cache(maxsize=1)
def _readers() -> tuple[_Reader, ...]:
    return tuple(_Reader(words.passwords) for words in languages().values())


def find_passwords(text: str) -> Iterator[Finding]:
    for reader in _readers():
        yield from reader.find(text)


def _is_markup(word: str) -> bool:
    """Whether it is our own marker, or words with a hyphen or an apostrophe between
    them ("don't", "re-set")."""
    return (
        word.startswith("[")
        or re.fullmatch(r"[A-Za-z]+(?:['\u2019\-][a-z]+)+", word) is not None
    )
