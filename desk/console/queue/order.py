"""The order of the queue, in which a page begins where the last one ended.

Pages go by places in the order, not by numbers: a page costs the same however far down
it is, and complaints that are filed or closed meanwhile shift nothing.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    and_,
    false,
    literal_column,
    or_,
    type_coerce,
)

from desk.console.filters import LARGEST
from desk.console.queue.filters import Sort
from desk.models import Complaint

# Word for word as in migration 0010: the databases find their index by this expression.
SEVERITY_SQL = "CASE severity WHEN 'high' THEN 0 WHEN 'normal' THEN 1 ELSE 2 END"

SEVERITY: ColumnElement[int] = type_coerce(literal_column(SEVERITY_SQL), Integer)
# Only open complaints have such a day. A range lets the databases use an index.
IS_OPEN = Complaint.next_due >= date.min


@dataclass(frozen=True)
class Key:
    """One key of an order, and of a place in that order."""

    name: str
    column: ColumnElement[Any]
    descending: bool = False

    def read(self, text: str) -> Any:
        """Reads the key's value in a place. Raises ValueError."""
        if self.name == "due":
            return date.fromisoformat(text)
        if (number := int(text)) > LARGEST:
            raise ValueError(text)
        return number


_DUE = Key("due", Complaint.next_due.expression)
_SEVERITY = Key("severity", SEVERITY)
_ID = Key("id", Complaint.id.expression)

_ORDERS: dict[Sort, tuple[Key, ...]] = {
    Sort.DUE: (_DUE, _SEVERITY, _ID),
    Sort.SEVERITY: (_SEVERITY, _DUE, _ID),
    # Ids rise as complaints come in.
    Sort.NEWEST: (Key("id", Complaint.id.expression, descending=True),),
    Sort.OLDEST: (_ID,),
}


class Order:
    """One of the orders, forward or backward."""

    def __init__(self, sort: Sort, backward: bool = False) -> None:
        self.keys = _ORDERS[sort]
        self._backward = backward

    def by(self) -> list[ColumnElement[Any]]:
        """The columns for ORDER BY."""
        return [
            key.column.desc() if self._falls(key) else key.column.asc()
            for key in self.keys
        ]

    def beyond(self, place: str) -> ColumnElement[bool]:
        """The condition that a complaint comes after this place in this order.

        No complaint comes after a place that cannot be read.
        """
        try:
            values = [
                key.read(text)
                for key, text in zip(self.keys, place.split("."), strict=True)
            ]
        except (ValueError, OverflowError):
            return false()
        return or_(*(self._beyond_at(values, at) for at in range(len(values))))

    def place(self, values: tuple[Any, ...]) -> str:
        """The place of a complaint with these values of the keys, as text."""
        return ".".join(str(value) for value in values)

    def _beyond_at(self, values: list[Any], at: int) -> ColumnElement[bool]:
        same = [
            key.column == value
            for key, value in zip(self.keys[:at], values[:at], strict=True)
        ]
        column, value = self.keys[at].column, values[at]
        further = column < value if self._falls(self.keys[at]) else column > value
        return and_(*same, further)

    def _falls(self, key: Key) -> bool:
        return key.descending != self._backward
