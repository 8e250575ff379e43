"""Private keys: PEM blocks, extended keys, wallet import format, raw keys that are named so.

A transaction hash has the same 64 hexadecimal digits as a raw private key, so a raw key
counts only when the nearest words call it a key or secret and not a transaction.
"""

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache

from shield.finding import Finding
from shield.words import PrivateKeys, either, languages

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_B58 = f"[{_BASE58}]"
_EDGE = r"(?<![A-Za-z0-9])"
_END = r"(?![A-Za-z0-9])"

_PEM = re.compile(
    r"-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----"
    r".*?(?:-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|\Z)",
    re.DOTALL,
)
# BIP 32 and SLIP 132 extended private keys.
_EXTENDED = re.compile(rf"{_EDGE}[xyztuvYZUV]prv{_B58}{{90,112}}{_END}")
# WIF: 51 characters uncompressed, 52 compressed; main net and test net.
_WIF = re.compile(rf"{_EDGE}(?:[59]{_B58}{{50}}|[KLc]{_B58}{{51}}){_END}")
# A key file of the kind that Solana tools write: 64 numbers of one byte.
_BYTES = re.compile(r"\[\s*(?:\d{1,3}\s*,\s*){31,63}\d{1,3}\s*\]")
_HEX = re.compile(rf"{_EDGE}(?:0x)?(?:[0-9a-fA-F]{{128}}|[0-9a-fA-F]{{64}}){_END}")
_NAMED_ONLY = re.compile(
    rf"{_EDGE}(?:{_B58}{{86,88}}|{_B58}{{43,44}}|[A-Za-z0-9+/]{{43}}=|[A-Za-z0-9+/]{{86}}==)"
    r"(?![A-Za-z0-9+/=])"
)

_REACH = 80  # characters before a raw key in which words that name it are looked for


class _Reader:
    """Tells by one language's words whether a raw key is called one."""

    def __init__(self, words: PrivateKeys) -> None:
        self._secret = _ignoring_case(rf"\b{either(words.secret)}\b")
        self._public = _ignoring_case(rf"\b{either(words.public)}\b")
        self._said_after = _ignoring_case(rf"\W{{0,3}}{either(words.said_after)}")

    def calls_it_a_key(self, text: str, match: re.Match[str]) -> bool:
        before = text[max(0, match.start() - _REACH) : match.start()]
        secret = _last_end(self._secret, before)
        if secret > _last_end(self._public, before):
            return True
        return self._said_after.match(text, match.end()) is not None


def _ignoring_case(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@lru_cache(maxsize=1)
def _readers() -> tuple[_Reader, ...]:
    return tuple(_Reader(words.private_keys) for words in languages().values())


def find_private_keys(text: str) -> Iterator[Finding]:
    for pattern in (_PEM, _EXTENDED, _BYTES):
        for match in pattern.finditer(text):
            yield Finding(*match.span(), "private_key")
    for match in _WIF.finditer(text):
        if is_wif(match.group()) or _called_a_key(text, match):
            yield Finding(*match.span(), "private_key")
    for pattern in (_HEX, _NAMED_ONLY):
        for match in pattern.finditer(text):
            if _called_a_key(text, match):
                yield Finding(*match.span(), "private_key")


def _called_a_key(text: str, match: re.Match[str]) -> bool:
    return any(reader.calls_it_a_key(text, match) for reader in _readers())


def _last_end(words: re.Pattern[str], text: str) -> int:
    return max((m.end() for m in words.finditer(text)), default=-1)


def is_wif(text: str) -> bool:
    """Base58Check of a private key: a version byte, 32 bytes, perhaps 01, four check bytes."""
    number = 0
    for character in text:
        number = number * 58 + _BASE58.index(character)
    raw = number.to_bytes((number.bit_length() + 7) // 8, "big")
    body, check = raw[:-4], raw[-4:]
    digest = hashlib.sha256(hashlib.sha256(body).digest()).digest()
    return len(body) in (33, 34) and body[0] in (0x80, 0xEF) and digest[:4] == check
