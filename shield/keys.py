"""Private keys: PEM blocks, extended keys, wallet import format, raw keys that are named so.

A transaction hash has the same 64 hexadecimal digits as a raw private key, so a raw key
counts only when the nearest wording calls it a key or secret and not a transaction.
"""

import hashlib
import re
from collections.abc import Iterator

from shield.finding import Finding

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

_SECRET_WORDS = re.compile(
    r"\b(?:priv(?:ate)?[\s_\-]*key|secret[\s_\-]*key|signing[\s_\-]*key|spend[\s_\-]*key|"
    r"wallet[\s_\-]*key|key[\s_\-]*phrase|seed|api[\s_\-]*(?:key|secret)|privkey|secret|keys?)\b",
    re.IGNORECASE,
)
_OPEN_WORDS = re.compile(
    r"\b(?:tx|txid|tx[\s_\-]?id|tx[\s_\-]?hash|transactions?|hash(?:es)?|block|public[\s_\-]*key|"
    r"pub[\s_\-]*key|address|deposit|withdrawal|transfer|payment|order|signature|ticket|"
    r"https?|explorer)\b",
    re.IGNORECASE,
)
_REACH = 80  # characters before a raw key in which its wording is looked for
_CLAIM = re.compile(
    r"\W{0,3}(?:is|was|being)\s(?:my|the|our)\s(?:\w+\s){0,2}(?:private|secret)\s?key",
    re.IGNORECASE,
)


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
    before = text[max(0, match.start() - _REACH) : match.start()]
    secret = _last_end(_SECRET_WORDS, before)
    if secret > _last_end(_OPEN_WORDS, before):
        return True
    return _CLAIM.match(text, match.end()) is not None


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
