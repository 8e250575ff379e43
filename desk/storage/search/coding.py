"""Coding of words in the index: the word itself, or a keyed HMAC of it.

With encryption at rest the index must not give away what the encrypted columns hold, so
it holds HMAC-SHA-256 of each word instead, cut to 96 bits. Equal words still look
equal: an attacker with the database but without the key learns how often words are
used, not which.
"""

import hashlib
import hmac
from dataclasses import dataclass

# A shorter prefix, in characters, finds too much to be of use, and takes longest.
SHORTEST_PREFIX = 3
_BYTES = 12


@dataclass(frozen=True)
class Term:
    """A coded word of a search; with `prefix`, words that begin with it match."""

    text: str
    prefix: bool


@dataclass(frozen=True)
class Coding:
    """The coding of words in the index. `secret` is None where nothing is encrypted."""

    secret: bytes | None = None

    @property
    def prefixes(self) -> bool:
        """Whether the beginning of a word finds it. An HMAC has no beginning."""
        return self.secret is None

    @property
    def made_with(self) -> str:
        """An id that distinguishes codings, without telling the secret."""
        if self.secret is None:
            return "plain"
        return hmac.digest(self.secret, b"desk.search made with", "sha256").hex()

    def stored(self, words: list[str]) -> list[str]:
        """These words as coded in the index."""
        return [self._coded(word) for word in words]

    def term(self, word: str, being_typed: bool) -> Term:
        """The term to look for, for a word of a search; `being_typed`: it may go on."""
        prefix = being_typed and self.prefixes and len(word) >= SHORTEST_PREFIX
        return Term(self._coded(word), prefix)

    def _coded(self, word: str) -> str:
        if self.secret is None:
            return word
        return (
            hmac.new(self.secret, word.encode(), hashlib.sha256).digest()[:_BYTES].hex()
        )
