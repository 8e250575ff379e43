"""Types of columns that hold personal data: sealed when the desk has a key, else plain.

The key belongs to the engine (`seal_with`), so two databases in one process may have
different keys, and this module does not read the environment. A column holds both
forms. SQL cannot compare a sealed value with anything, so no query filters by such a
column.
"""

import json
from typing import Any

from sqlalchemy import JSON, Dialect, Engine, Text, TypeDecorator

from desk.models.keyring import Keyring

_PLAIN = Keyring()
_ATTRIBUTE = "desk_keyring"


def seal_with(engine: Engine, keyring: Keyring) -> None:
    """Makes every sealed column that goes through this engine use these keys."""
    vars(engine.dialect)[_ATTRIBUTE] = keyring


def keyring_of(dialect: Dialect) -> Keyring:
    """The keys of the engine that this dialect belongs to; an empty ring when it has none."""
    keyring = vars(dialect).get(_ATTRIBUTE, _PLAIN)
    assert isinstance(keyring, Keyring)
    return keyring


class SealedText(TypeDecorator[str]):
    """A text. Reading raises desk.models.keyring.KeyMissing when its key is missing."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else keyring_of(dialect).stored(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else keyring_of(dialect).opened(value)

    @staticmethod
    def anew(stored: str, keyring: Keyring) -> str:
        """A stored value in the form of the newest key. Raises KeyMissing."""
        return (
            stored
            if keyring.is_current(stored)
            else keyring.stored(keyring.opened(stored))
        )


class SealedJson(TypeDecorator[Any]):
    """A JSON value, None as NULL; sealed, a JSON string. Raises as SealedText does."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else _json_stored(value, keyring_of(dialect))

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return _json_opened(value, keyring_of(dialect))

    @staticmethod
    def anew(stored: Any, keyring: Keyring) -> Any:
        """A stored value in the form of the newest key. Raises KeyMissing."""
        if isinstance(stored, str) and keyring.is_current(stored):
            return stored
        return _json_stored(_json_opened(stored, keyring), keyring)


def _json_stored(value: Any, keyring: Keyring) -> Any:
    if keyring.newest is not None:
        return keyring.stored(json.dumps(value, ensure_ascii=False))
    # Only a text, of all plain values, could be taken for a sealed one.
    return keyring.stored(value) if isinstance(value, str) else value


def _json_opened(stored: Any, keyring: Keyring) -> Any:
    if not isinstance(stored, str):
        return stored
    opened = keyring.opened(stored)
    return json.loads(opened) if keyring.is_sealed(stored) else opened
