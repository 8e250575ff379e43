"""Passwords: which are taken, and how they are kept.

Kept as Argon2id with the parameters of RFC 9106, section 4, for memory-constrained systems
(argon2-cffi's default). Taken by the rules of NIST SP 800-63B-4, section 3.1.1.2: a least
length, no rules of composition, nothing common or drawn from the person's own name. How
common is judged by zxcvbn, which knows word lists, names, keyboard walks and dates.
"""

import re
from collections.abc import Iterable
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

SHORTEST = 12
LONGEST = 200
# zxcvbn's scores go from 0 to 4; from 3 on, a stolen slow hash withstands 10^8 guesses.
_LEAST_SCORE = 3
# It reads no more, and what is this long is judged by its beginning.
_JUDGED = 72
# A check takes 64 MiB for some tens of milliseconds: a flood of sign-ins must not add up.
_AT_ONCE = 4


class PasswordRefused(Exception):
    """`reason` is too_short, too_long, own_name or easily_guessed."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def check_new_password(password: str, about: Iterable[str]) -> None:
    """Raises PasswordRefused. `about` are texts an attacker knows: name, e-mail, firm."""
    if len(password) < SHORTEST:
        raise PasswordRefused("too_short")
    if len(password) > LONGEST:
        raise PasswordRefused("too_long")
    known = [text.casefold() for text in about]
    words = {word for text in known for word in re.findall(r"\w{4,}", text)}
    rest = password.casefold()
    for text in sorted({*known, *words}, key=len, reverse=True):
        rest = rest.replace(text, "")
    if len(rest) < SHORTEST and rest != password.casefold():
        # What is left beside the name must be long enough by itself.
        raise PasswordRefused("own_name")
    judged = zxcvbn(password[:_JUDGED], user_inputs=[*known, *words])
    if judged["score"] < _LEAST_SCORE:
        raise PasswordRefused("easily_guessed")


class Passwords:
    """Makes and checks hashes, few at a time."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._turn = BoundedSemaphore(_AT_ONCE)
        self._nobody = ""

    def hashed(self, password: str) -> str:
        """What is kept of it."""
        with self._turn:
            return self._hasher.hash(password)

    def match(self, kept: str | None, password: str) -> bool:
        """Whether it is the one. For None, never, after as long a time."""
        against = kept or self._nobodys()
        try:
            with self._turn:
                self._hasher.verify(against, password)
        except (VerificationError, InvalidHashError):
            return False
        return kept is not None

    def outdated(self, kept: str) -> bool:
        """Whether it was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(kept)

    def _nobodys(self) -> str:
        # Made at the first sign-in of nobody, not when the desk starts.
        if not self._nobody:
            self._nobody = self._hasher.hash("nobody has this password")
        return self._nobody
