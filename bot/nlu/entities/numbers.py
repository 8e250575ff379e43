"""E-mail addresses, account IDs, ticket numbers and transaction hashes by their shape."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.entities.mention import (
    ACCOUNT_ID,
    EMAIL,
    TICKET,
    TRANSACTION_HASH,
    Mention,
)

# Dot-atoms of RFC 5322 and a domain with a dot; the form's own reader judges further.
_EMAIL = re.compile(
    r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*"
    r"@(?:[\w](?:[\w-]*[\w])?\.)+[^\W\d]{2,}"
)
# 32 bytes in hexadecimal (Bitcoin, Ethereum, Tron, ...) or 64 bytes in base 58 (Solana).
_HASH = re.compile(
    r"(?<!\w)(?:0x)?[0-9a-fA-F]{64}(?!\w)|(?<!\w)[1-9A-HJ-NP-Za-km-z]{86,88}(?!\w)"
)
_TICKET = re.compile(
    r"(?:\b(?:tickets?|cases?|ref(?:erence)?s?|requests?|enquir(?:y|ies)|incidents?)\b"
    r"[\s.:#=№-]*(?:(?:ids?|no|nr|numbers?|is|was|are)\b[\s.:#=№-]*){0,3}|[#№]\s?)"
    r"(?P<first>(?:[A-Z]{1,6}[-_]?)?\d[\dA-Z]{2,}(?:[-_][\dA-Z]+){0,4})"
    r"(?P<more>(?:(?:\s*(?:,|&|;|\band\b)\s*)#?(?:[A-Z]{1,6}[-_]?)?\d[\dA-Z]{3,}"
    r"(?:[-_][\dA-Z]+){0,4}\b(?!\s*(?:days?|weeks?|months?|years?|%|usd|eur|gbp|btc|eth)))*)",
    re.IGNORECASE,
)
_ONE_TICKET = re.compile(
    r"(?:[A-Z]{1,6}[-_]?)?\d[\dA-Z]+(?:[-_][\dA-Z]+)*", re.IGNORECASE
)
# A unit after the digits makes them a count: "case: 300 euros", "request 100 days ago".
_COUNTED = re.compile(
    r"\s?(?:days?|weeks?|months?|years?|hours?|times?|euros?|dollars?|pounds?|%|usd[tc]?"
    r"|eur|gbp|btc|eth)\b",
    re.IGNORECASE,
)
_BETWEEN_GROUPS = " -."


def emails(text: str) -> Iterator[Mention]:
    """E-mail addresses; the value is the address with its domain in small letters."""
    for match in _EMAIL.finditer(text):
        local, _, domain = match.group().rpartition("@")
        yield Mention(EMAIL, *match.span(), f"{local}@{domain.lower()}")


def hashes(text: str) -> Iterator[Mention]:
    """Transaction hashes, as written."""
    for match in _HASH.finditer(text):
        yield Mention(TRANSACTION_HASH, *match.span(), match.group())


def tickets(text: str) -> Iterator[Mention]:
    """Numbers that the text calls a ticket, case, reference or request, or marks with #."""
    for match in _TICKET.finditer(text):
        for name in ("first", "more"):
            start = match.start(name)
            for number in _ONE_TICKET.finditer(match.group(name)):
                end = start + number.end()
                if not _COUNTED.match(text, end):
                    yield Mention(TICKET, start + number.start(), end, number.group())


def account_ids(text: str, pattern: re.Pattern[str]) -> Iterator[Mention]:
    """Account IDs of the firm's pattern, also in groups ("AA00 BB11 ..."), as the firm
    writes them: in capitals, nothing between.
    """
    signs = [
        place for place, sign in enumerate(text) if sign.isascii() and sign.isalnum()
    ]
    compact = "".join(text[place] for place in signs).upper()
    for match in pattern.finditer(compact):
        start, end = signs[match.start()], signs[match.end() - 1] + 1
        written = text[start:end]
        if _stands_alone(text, start, end) and _is_one_number(written):
            yield Mention(ACCOUNT_ID, start, end, match.group())


def _stands_alone(text: str, start: int, end: int) -> bool:
    around = text[start - 1 : start] + text[end : end + 1]
    return not any(sign.isalnum() or sign in "_@/" for sign in around)


def _is_one_number(written: str) -> bool:
    """Groups with one separator between; more than one group must hold a digit."""
    between = re.findall(r"[^0-9A-Za-z]+", written)
    if any(len(gap) > 1 or gap not in _BETWEEN_GROUPS for gap in between):
        return False
    return not between or any(sign.isdigit() for sign in written)
