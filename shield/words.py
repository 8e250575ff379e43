"""The words by which the shield knows a secret, in every language that data/ has.

data/<language>/wording/shield.yml holds them. All languages count at once: somebody who chats
in English may have copied their bank's words from another one.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import msgspec
import yaml
from msgspec import Struct

from languages import DATA, DEFAULT, WordingError
from languages.files import is_todo
from shield.finding import KINDS

FILE = "wording/shield.yml"
Patterns = tuple[str, ...]


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    pass


class CardCodes(_Words, frozen=True):
    names: Patterns
    links: Patterns


class OneTimeCodes(_Words, frozen=True):
    qualifiers: Patterns
    heads: Patterns
    names: Patterns
    links: Patterns
    code: Patterns
    code_links: Patterns
    units: Patterns
    said_after: Patterns
    says_so: Patterns
    other_codes: str


class PrivateKeys(_Words, frozen=True):
    secret: Patterns
    public: Patterns
    said_after: Patterns


class Passwords(_Words, frozen=True):
    names: Patterns
    whose: Patterns
    verbs: Patterns
    bare: Patterns
    bare_links: Patterns
    pins: Patterns
    pin_verbs: Patterns
    clause_starts: Patterns
    describing: Patterns
    about_a_password: str


class RecoveryPhrases(_Words, frozen=True):
    names: Patterns


class Language(_Words, frozen=True):
    """One language's words; data/en/wording/shield.yml says what each part means."""

    kinds: Mapping[str, str]
    card_codes: CardCodes
    one_time_codes: OneTimeCodes
    private_keys: PrivateKeys
    passwords: Passwords
    recovery_phrases: RecoveryPhrases


@lru_cache(maxsize=1)
def languages() -> Mapping[str, Language]:
    """Every language's words by its code ("en"); read once. Raises WordingError."""
    return read_languages(DATA)


def read_languages(data: Path) -> Mapping[str, Language]:
    """The languages in this folder; raises WordingError."""
    found = {path.parts[-3]: _read(path) for path in sorted(data.glob(f"*/{FILE}"))}
    if not found:
        raise WordingError(data, "", f"no language has a {FILE}")
    return found


def kind_names(language: str = DEFAULT) -> Mapping[str, str]:
    """The name of each kind of secret, by every key of `KINDS`.

    The default language supplies the names that this one lacks. Raises WordingError.
    """
    names = dict(languages()[DEFAULT].kinds)
    if own := languages().get(language):
        names |= {kind: name for kind, name in own.kinds.items() if not is_todo(name)}
    return names


def either(patterns: Iterable[str]) -> str:
    """A pattern that matches any of these, and nothing when there are none.

    Patterns that still wait for their translation are left out.
    """
    said = (pattern for pattern in patterns if not is_todo(pattern))
    return f"(?:{'|'.join(said) or '(?!)'})"


def _read(path: Path) -> Language:
    # The base loader reads everything as text; others would read "no" as a truth value.
    given = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    try:
        language = msgspec.convert(given, Language)
    except msgspec.ValidationError as error:
        raise WordingError(path, "", str(error)) from None
    if wrong := set(KINDS) ^ set(language.kinds):
        raise WordingError(path, "kinds", f"{min(wrong)!r} lacks, or is no kind")
    for part in (getattr(language, name) for name in Language.__struct_fields__[1:]):
        for key in part.__struct_fields__:
            _check(path, key, getattr(part, key))
    return language


def _check(path: Path, key: str, patterns: Patterns | str) -> None:
    for pattern in () if isinstance(patterns, str) else patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            raise WordingError(path, key, f"{pattern}: {error}") from None
