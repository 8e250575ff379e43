"""Payment card numbers (Luhn-valid, of a card scheme's shape) and their security codes.

Ten in a hundred numbers pass the Luhn check by chance, so the scheme's first digits, its
lengths and the way people group the digits must fit too. Ranges: ISO/IEC 7812 assignments.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from shield.finding import Finding
from shield.words import either, languages

# Groups of digits with at most two separating characters between them.
_RUN = re.compile(r"\d+(?:[\s.\-\u2013]{1,2}\d+)*")
_GROUP = re.compile(r"\d+")

# First digits, then the lengths that such cards have.
_SCHEMES: tuple[tuple[re.Pattern[str], frozenset[int]], ...] = (
    (re.compile(r"4"), frozenset({16, 19})),
    (re.compile(r"5[1-5]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)"), frozenset({16})),
    (re.compile(r"3[47]"), frozenset({15})),
    (re.compile(r"3(?:0[0-5]|[689])"), frozenset({14, 16})),
    (re.compile(r"35(?:2[89]|[3-8])"), frozenset({16, 17, 18, 19})),
    (re.compile(r"6(?:011|4[4-9]|5)"), frozenset({16, 17, 18, 19})),
    (re.compile(r"62"), frozenset({16, 17, 18, 19})),
    (re.compile(r"5[0678]|6[0379]"), frozenset({16, 18, 19})),
)
_SHAPES = frozenset(
    {
        (4, 4, 4, 4),
        (4, 4, 4, 4, 3),
        (4, 4, 4, 4, 2),
        (4, 6, 5),
        (4, 6, 4),
        (8, 8),
        (6, 13),
    }
)


def find_cards(text: str) -> Iterator[Finding]:
    for run in _RUN.finditer(text):
        if _touches_a_word(text, run.start(), run.end()):
            continue
        groups = [
            (run.start() + g.start(), run.start() + g.end())
            for g in _GROUP.finditer(run.group())
        ]
        yield from _cards_in(text, groups)


def _cards_in(text: str, groups: list[tuple[int, int]]) -> Iterator[Finding]:
    first = 0
    while first < len(groups):
        for last in range(min(len(groups), first + 5), first, -1):
            taken = groups[first:last]
            digits = "".join(text[start:end] for start, end in taken)
            shape = tuple(end - start for start, end in taken)
            if (len(taken) == 1 or shape in _SHAPES) and is_card_number(digits):
                yield Finding(taken[0][0], taken[-1][1], "card_number")
                first = last
                break
        else:
            first += 1


def is_card_number(digits: str) -> bool:
    """Whether the digits have a card scheme's beginning, length and check digit."""
    digits = "".join(str(int(d)) for d in digits)  # digits of any script
    return _luhn(digits) and any(
        len(digits) in lengths and start.match(digits) for start, lengths in _SCHEMES
    )


def _luhn(digits: str) -> bool:
    """Whether the check digit is right (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _touches_a_word(text: str, start: int, end: int) -> bool:
    """Whether they are part of a longer name: an IBAN, an order number with letters."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return before.isalnum() or before == "_" or after.isalnum() or after == "_"


def find_card_codes(text: str) -> Iterator[Finding]:
    for pattern in _card_codes():
        for match in pattern.finditer(text):
            yield Finding(*match.span("code"), "card_code")


@lru_cache(maxsize=1)
def _card_codes() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(
            rf"\b{either(language.card_codes.names)}\b"
            rf"(?:\W{{0,3}}\b{either(language.card_codes.links)}\b)*"
            r"\W{0,3}(?P<code>\d{3,4})(?![\w])",
            re.IGNORECASE,
        )
        for language in languages().values()
    )
