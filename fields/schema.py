"""A complaint: its fields, one a row, in the order in which the chat asks for them.

Everything that stores, posts, exports or shows a complaint goes through this table: the slots,
the API, the register's columns, the search, mails, pages and exports. `docs/fields.md` says what
a new row needs besides.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, Protocol

from fields import (
    account_id,
    category,
    country,
    email,
    full_name,
    occurred,
    ticket_numbers,
)
from fields.context import Context
from fields.free_text import FreeText, description, individuals
from fields.reading import Reading, Stored


class Kind(str, Enum):
    """Kinds of answers, with the names that the chat's contract has (`input.kind`).

    Staff read the fields in this order: who complains, about what, then the texts.
    """

    NAME = "name"
    EMAIL = "email"
    ACCOUNT_ID = "account_id"
    COUNTRY = "country"
    CATEGORY = "category"
    DATE = "date"
    TEXT = "text"  # a line
    LONG_TEXT = "long_text"


class Reader(Protocol):
    """Reads words as a value, and shows a value: a module of this package, or a FreeText."""

    def read(self, text: str, context: Context) -> Reading: ...

    def show(self, value: Stored, context: Context) -> str: ...


@dataclass(frozen=True)
class Field:
    """A field of a complaint, and its traits."""

    name: str  # of the slot, the key in JSON and the column
    kind: Kind
    reader: Reader
    # Tells who the client is: a next complaint in the same chat need not ask again.
    identity: bool = False
    # What happened: one of the API's `details`.
    details: bool = False
    # May be left open, and is then filed as `empty`, which has the type of its values.
    optional: bool = False
    empty: Stored = ""
    # The client may keep it to themselves: it is then filed empty, and marked as not given.
    withheld: bool = False
    # Sealed in the register where the desk has a key.
    personal: bool = True
    # The search of the console finds its words.
    searched: bool = False
    # Deleted once another system handles the complaint instead of the desk.
    forgotten: bool = False

    def read(self, text: str, context: Context) -> Reading:
        """The reading of the client's words as the answer."""
        return self.reader.read(text, context)

    def show(self, value: Stored, context: Context) -> str:
        """The value in words, as the review shows it; "" for one that was left open."""
        return self.reader.show(value, context)

    @property
    def is_free_text(self) -> bool:
        """Whether any sentence can be the answer."""
        return self.kind in (Kind.NAME, Kind.LONG_TEXT)

    @property
    def is_list(self) -> bool:
        """Whether the value is a list of texts."""
        return isinstance(self.empty, list)

    def as_typed(self, words: str) -> Stored:
        """Words that could not be read, in the shape of the field's values."""
        if self.kind is Kind.DATE:
            return {"text": words, "from": None, "to": None}
        return [words] if self.is_list else words

    def filed(self, value: Any) -> Any:
        """The value as the desk takes and keeps it: a date that was left open is None there."""
        return value or None if self.kind is Kind.DATE else value


# Not formatted: a table is read down its columns.
# fmt: off
_ROWS: Final = (
    Field("email",              Kind.EMAIL,      email,                          identity=True, searched=True),
    Field("account_id",         Kind.ACCOUNT_ID, account_id,                     identity=True, withheld=True, searched=True, forgotten=True),
    Field("full_name",          Kind.NAME,       full_name,                      identity=True, withheld=True, searched=True),
    Field("country",            Kind.COUNTRY,    country,                        identity=True, withheld=True, personal=False),
    Field("category",           Kind.CATEGORY,   category,                       personal=False),
    Field("description",        Kind.LONG_TEXT,  description,                    details=True, searched=True, forgotten=True),
    Field("ticket_numbers",     Kind.TEXT,       ticket_numbers,                 details=True, searched=True, forgotten=True, optional=True, empty=[]),
    Field("occurred",           Kind.DATE,       occurred,                       details=True, forgotten=True, optional=True, empty={}),
    Field("individuals",        Kind.LONG_TEXT,  individuals,                    details=True, searched=True, forgotten=True, optional=True, empty=[]),
    Field("actions_taken",      Kind.LONG_TEXT,  FreeText("actions_taken"),      details=True, searched=True, forgotten=True, optional=True),
    Field("desired_resolution", Kind.LONG_TEXT,  FreeText("desired_resolution"), details=True, searched=True, forgotten=True, optional=True),
)
# fmt: on

FIELDS: Final[dict[str, Field]] = {row.name: row for row in _ROWS}


def as_read_by_staff() -> list[Field]:
    """The fields in the order of `Kind`, those of a kind as they are asked."""
    kinds = list(Kind)
    return sorted(FIELDS.values(), key=lambda field: kinds.index(field.kind))
