"""The numbers of support tickets about the same matter."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from fields.context import Context
from fields.reading import Reading, Skipped, Stored, Value, Wrong
from fields.skipping import only_assents, skips
from fields.text import fold, quoted
from fields.ticket_numbers.cues import (
    is_account,
    is_amount,
    is_card,
    is_count,
    is_cued,
    is_phone,
    phones,
)
from fields.wording import words_of_field
from languages import Words

# Letters may come before the digits ("INC0012345"), and dashes within ("KRK-20417-B").
_NUMBER: Final = re.compile(
    r"(?<![\w@-])(?<!\d[.,])(?<!\b\d/)(?<!\b\d\d/)#?\s?"
    r"((?:[A-Za-z]{1,6}[-_]?)?\d[\dA-Za-z]*(?:[-_][\dA-Za-z]+){0,4}|[A-Z]{2,6}(?:-(?=[A-Z]*\d)[\dA-Z]{3,12}){1,3})"
    r"(?![\w@])(?!/\d{1,2}\b)"
)
# Thousands set apart ("1,234,567", "1 234 567") are one number.
_THOUSANDS: Final = re.compile(
    r"(?<![\d.,])(?<!\d )\d{1,3}(?:(?:,\d{3})+|(?: \d{3})+)(?![\d])(?![ ,]\d)"
)
_DATE: Final = re.compile(r"\d{1,4}-\d{1,2}-\d{1,4}")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_HASH: Final = re.compile(r"(?:0x)?[0-9a-f]{24,}", re.IGNORECASE)
_LONGEST: Final = 24
_SHORTEST_BARE: Final = 3
_SHORTEST_UNCUED: Final = 5
_MOST: Final = 20
# Enough characters before a number to tell what it is.
_BEFORE: Final = 60
_AFTER: Final = 20


@dataclass(frozen=True)
class _Found:
    """A number in the text, with what the words around it tell."""

    number: str
    before: str
    after: str
    cued: bool
    phone: bool


def read(text: str, context: Context) -> Reading:
    """The numbers as typed, without "#": leading zeros stay, each once, in order.

    Phone numbers, amounts, dates, account numbers and transaction hashes are not tickets.
    """
    language = context.language
    words = words_of_field("ticket_numbers", language)
    if skips(text, words.pieces["about"], language):
        return Skipped()
    only_numbers = not words.patterns["bare"].sub("", text).strip()
    plain = _THOUSANDS.sub(lambda match: re.sub("[ ,]", "", match.group()), text)
    numbers: list[str] = []
    faults: list[str] = []
    for found in _found(plain, words):
        fault = _fault(found, only_numbers, context, words)
        if fault is None and found.number not in numbers:
            numbers.append(found.number)
        elif fault:
            faults.append(fault)
    if numbers:
        return Value(numbers[:_MOST])
    if faults:
        return Wrong(faults[0], {"given": quoted(text)})
    if only_assents(text, language):
        return Wrong("ticket_numbers_which")
    if words.patterns["none_at_hand"].search(fold(text[:400])):
        return Skipped()
    return Wrong("ticket_numbers_missing")


def show(value: Stored, context: Context) -> str:
    """One line, the numbers with commas between."""
    return ", ".join(value) if isinstance(value, list) else ""


def _found(text: str, words: Words) -> Iterator[_Found]:
    spans = phones(text)
    cued_until = len(text) + 1
    for match in _NUMBER.finditer(text):
        start, end = match.span(1)
        before = text[max(0, start - _BEFORE) : start]
        cued = is_cued(before, words)
        if not cued and cued_until <= start:
            between = text[cued_until:start]
            cued = words.patterns["between"].fullmatch(between) is not None
        if cued:
            cued_until = end
        phone = any(first <= start < last for first, last in spans)
        number = match[1].rstrip("-_")
        yield _Found(number, before, text[end : end + _AFTER], cued, phone)


def _fault(
    found: _Found, only_numbers: bool, context: Context, words: Words
) -> str | None:
    """Why this is no ticket number: "" if not meant as one; None when it is one."""
    number = found.number
    if _HASH.fullmatch(number) or len(number) > _LONGEST:
        return "ticket_numbers_hash"
    pattern = context.firm.account_id.pattern
    if is_account(number, found.before, pattern, words):
        return "ticket_numbers_account"
    if is_card(number) and not found.cued:
        return "ticket_numbers_card"
    if is_count(found.after, words) or _DATE.fullmatch(number):
        return ""
    if found.cued:
        return None
    digits = sum(letter.isdigit() for letter in number)
    if only_numbers:
        return None if digits >= _SHORTEST_BARE else "ticket_numbers_short"
    if is_phone(found.before, words) or found.phone:
        return "ticket_numbers_phone"
    if is_amount(found.before, found.after, words):
        return "ticket_numbers_amount"
    if _YEAR.fullmatch(number):
        return ""
    dashed = number.isupper() and "-" in number and digits > 1
    return None if digits >= _SHORTEST_UNCUED or dashed else ""
