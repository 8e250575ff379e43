"""Passwords: rules for new ones, and their hashes.

Hashes are Argon2id with the parameters of RFC 9106, section 4, for memory-constrained
systems (argon2-cffi's default). The rules are those of NIST SP 800-63B-4, section
3.1.1.2: a least length, no rules of composition, nothing common or drawn from the
person's own name. zxcvbn, which knows word lists, names, keyboard walks and dates,
judges how common a password is.
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
# zxcvbn reads no more characters; a longer password is judged by its beginning.
_JUDGED = 72
# A check takes 64 MiB for some tens of milliseconds: a flood of sign-ins must not add up.
_AT_ONCE = 4


class PasswordRefused(Exception):
    """A new password was refused.

    `reason` is too_short, too_long, own_name or easily_guessed.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def check_new_password(password: str, about: Iterable[str]) -> None:
    """Checks a new password. Raises PasswordRefused.

    `about` are texts that an attacker knows: name, e-mail, firm.
    """
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
        # The rest beside the name must be long enough by itself.
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
        """The hash of a password, to keep."""
        with self._turn:
            return self._hasher.hash(password)

    def match(self, kept: str | None, password: str) -> bool:
        """Whether the hash is this password's; without one False, after as long."""
        against = kept or self._nobodys()
        try:
            with self._turn:
                self._hasher.verify(against, password)
        except (VerificationError, InvalidHashError):
            return False
        return kept is not None

    def outdated(self, kept: str) -> bool:
        """Whether a hash was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(kept)

    def _nobodys(self) -> str:
        # Made at the first sign-in with an unknown e-mail, not when the desk starts.
        if not self._nobody:
            self._nobody = self._hasher.hash("nobody has this password")
        return self._nobody
