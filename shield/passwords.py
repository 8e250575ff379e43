"""Passwords, PINs and API secrets that a client writes out after naming them.

"My password is hunter2" gives one away; "my password is not accepted" does not. A plain
lower-case word therefore counts only at the end of its clause, and never when it is one of
the words with which people describe a password.
"""

import re
from collections.abc import Iterator

from shield.finding import Finding
from shield.words import words

_NAMED = re.compile(
    r"\b(?P<name>pass\s?word|pass\s?phrase|passcode|passwd|pwd|pw|"
    r"(?:api|secret|api\s+secret|access|bearer|auth)[\s\-]?(?:key|token|secret)|"
    r"client\s+secret)\b"
    r"(?:\s(?:for|to|of|on)\s(?:(?:my|the|this|your)\s)?\w+(?:\s(?:account|wallet|app|email))?)?"
    r"(?:\s?(?P<mark>[:=]|->|\u2192)\s*|\s(?:it\s)?(?P<verb>is|was|used\sto\sbe)\s?:?\s+)"
    r"(?P<secret>\"[^\"\n]{3,}\"|'[^'\n]{3,}'|\u201c[^\u201d\n]{3,}\u201d|`[^`\n]{3,}`|\S{3,})",
    re.IGNORECASE,
)
# "password Hunter2!" and "I changed my password to Hunter2!": only with letters and digits,
# and not "24hours".
_BARE = re.compile(
    r"\b(?:pass\s?word|pass\s?phrase|passwd|pwd)\s(?:to\s)?"
    r"(?P<secret>(?=\S*\d)(?=\S*[A-Za-z])(?!\d+[A-Za-z]+\b)[^\s\[]{5,})",
    re.IGNORECASE,
)
_PIN = re.compile(
    r"\bpin(?:\s?(?:code|number))?(?:\s(?:is|was)\s|\s?[:=]\s?|\s)(?P<secret>\d{4,8})(?![\w]|[.,/\-]\d)",
    re.IGNORECASE,
)
_SENTENCE_END = ".,;:?)\u2026\"'\u201d"
_CLAUSE_END = re.compile(
    r"\s*(?:$|[.,;!?)\n]|\b(?:and|but|so|if|can|please|i|for)\b)", re.IGNORECASE
)

_DESCRIBING = re.compile(r"[a-z]+(?:ed|ing|ly)$")


def find_passwords(text: str) -> Iterator[Finding]:
    for match in _NAMED.finditer(text):
        start, end = match.span("secret")
        secret = match["secret"]
        if secret[0] in "\"'`\u201c" and secret[-1] in "\"'`\u201d" and len(secret) > 2:
            yield Finding(start, end, "password")
            continue
        bare = secret.rstrip(_SENTENCE_END)
        if bare and _is_secret(bare, text[start + len(bare) :]):
            yield Finding(start, start + len(bare), "password")
    for match in _BARE.finditer(text):
        start, secret = match.start("secret"), match["secret"].rstrip(_SENTENCE_END)
        yield Finding(start, start + len(secret), "password")
    for match in _PIN.finditer(text):
        yield Finding(*match.span("secret"), "password")


def _is_secret(word: str, rest: str) -> bool:
    if not word.isalpha() or not (word.islower() or word.istitle() or word.isupper()):
        return not _is_markup(word)
    plain = word.lower()
    if plain in words("about_a_password") or _DESCRIBING.match(plain):
        return False
    return _CLAUSE_END.match(rest) is not None


def _is_markup(word: str) -> bool:
    """Our own marker, or words joined by a hyphen or apostrophe ("don't", "re-set")."""
    return (
        word.startswith("[")
        or re.fullmatch(r"[A-Za-z]+(?:['\u2019\-][a-z]+)+", word) is not None
    )
