"""What stands in the index for a word: the word, or a keyed HMAC of it.

With encryption at rest the index must not give away what the encrypted columns hold, so it
holds HMAC-SHA-256 of each word instead, cut to 96 bits. Equal words still look equal: whoever
has the database and not the key learns how often words are used, not which they are.
"""

import hashlib
import hmac
from dataclasses import dataclass

# A prefix of fewer characters finds too much to be of use, and takes longest.
SHORTEST_PREFIX = 3
_BYTES = 12


@dataclass(frozen=True)
class Term:
    """A word of a search as it stands in the index; `prefix`: the beginning of one will do."""

    text: str
    prefix: bool


@dataclass(frozen=True)
class Coding:
    """How words are written into the index. `secret` is None where nothing is encrypted."""

    secret: bytes | None = None

    @property
    def prefixes(self) -> bool:
        """Whether the beginning of a word finds it. An HMAC has no beginning."""
        return self.secret is None

    @property
    def made_with(self) -> str:
        """Tells one coding from another, without telling its secret."""
        if self.secret is None:
            return "plain"
        return hmac.digest(self.secret, b"desk.search made with", "sha256").hex()

    def stored(self, words: list[str]) -> list[str]:
        """What stands in the index for these words."""
        return [self._coded(word) for word in words]

    def term(self, word: str, being_typed: bool) -> Term:
        """What to look for, for a word of a search; the one being typed may go on."""
        prefix = being_typed and self.prefixes and len(word) >= SHORTEST_PREFIX
        return Term(self._coded(word), prefix)

    def _coded(self, word: str) -> str:
        if self.secret is None:
            return word
        return (
            hmac.new(self.secret, word.encode(), hashlib.sha256).digest()[:_BYTES].hex()
        )
