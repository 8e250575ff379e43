"""Complaint references: impossible to guess, hard to mistype, easy to read out.

The random part is Crockford's base 32 with his check symbol
(https://www.crockford.com/base32.html). It has no I, L, O or U, and is read in either
case; O, I and L are taken for the digits that they look like. The check symbol is the
number modulo 37, a prime, so any one wrong character and any two swapped neighbours are
noticed. Five of its 37 values would be signs such as * or ~, or a U; numbers that lead
to those are drawn again, so a reference consists of letters and digits.
"""

import re
import secrets

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_DIGITS = 13  # 65 bits; drawing again costs a fifth of one
LENGTH = RANDOM_DIGITS + 1
CHECK_MODULUS = 37

_LOOKALIKES = str.maketrans("OIL", "011")
_GROUP = 4


def new_number() -> str:
    """A fresh random part with its check character: 14 characters of `DIGITS`."""
    while True:
        value = secrets.randbits(5 * RANDOM_DIGITS)
        check = value % CHECK_MODULUS
        if check < len(DIGITS):
            return _encode(value) + DIGITS[check]


def show(number: str, prefix: str) -> str:
    """The reference for people: prefix and number in groups, such as RDS-7K3M-9QXV-2F4T-8C."""
    groups = [number[i : i + _GROUP] for i in range(0, len(number), _GROUP)]
    return "-".join([prefix, *groups])


def read(typed: str, prefix: str) -> str | None:
    """The number in a reference that somebody typed, or None when it cannot be one.

    Case, spaces, dashes and the prefix do not matter; O, I and L count as 0, 1 and 1.
    """
    number = _plain(typed)
    if len(number) > LENGTH:
        number = number.removeprefix(_plain(prefix))
    if len(number) != LENGTH or any(sign not in DIGITS for sign in number):
        return None
    value = 0
    for sign in number[:RANDOM_DIGITS]:
        value = value * len(DIGITS) + DIGITS.index(sign)
    return number if value % CHECK_MODULUS == DIGITS.index(number[-1]) else None


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).upper().translate(_LOOKALIKES)


def _encode(value: int) -> str:
    signs = [DIGITS[(value >> (5 * place)) & 31] for place in range(RANDOM_DIGITS)]
    return "".join(reversed(signs))
