"""Cues around a number by which tickets are told from amounts, phones and counts."""

import re
from typing import Final

from languages import Words

_WHOLE_PHONE: Final = re.compile(
    r"(?<!\w)(?:\+\s?\d[\d\s().-]{6,18}\d|\(?0\d{1,4}\)?(?:[\s.-]\d{2,5}){1,4})(?!\w)"
)
_IBAN: Final = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")


def is_cued(before: str, words: Words) -> bool:
    """Whether the words before the number call it a ticket, a case, a reference."""
    return words.patterns["cue"].search(before) is not None


def is_account(number: str, before: str, pattern: str, words: Words) -> bool:
    """Whether it is an account number: of the firm's pattern with letters in it, an
    IBAN, or called one."""
    if words.patterns["account"].search(before) or _IBAN.fullmatch(number):
        return True
    return not number.isdigit() and re.fullmatch(pattern, number.upper()) is not None


def is_phone(before: str, words: Words) -> bool:
    """Whether the words before the number speak of calling it."""
    return words.patterns["phone"].search(before) is not None


def phones(text: str) -> list[tuple[int, int]]:
    """The places of numbers written as phone numbers are ("+44 1632 960 000")."""
    return [match.span() for match in _WHOLE_PHONE.finditer(text)]


def is_amount(before: str, after: str, words: Words) -> bool:
    """Whether it is an amount of money, coins or percent."""
    return bool(
        words.patterns["money_after"].match(after)
        or words.patterns["money_before"].search(before)
    )


def is_count(after: str, words: Words) -> bool:
    """Whether it is a count or a time: "3 weeks", "2nd", "5 pm"."""
    return words.patterns["count_after"].match(after) is not None


def is_card(number: str) -> bool:
    """Whether it has a card number's length and its check digit (ISO/IEC 7812-1)."""
    if not number.isdigit() or not 13 <= len(number) <= 19:
        return False
    doubled = [int(digit) * 2 for digit in number[-2::-2]]
    plain = [int(digit) for digit in number[::-2]]
    tens = sum(value - 9 if value > 9 else value for value in doubled)
    return (sum(plain) + tens) % 10 == 0
