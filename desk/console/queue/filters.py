"""Filters of the queue, encoded in the page's address.

Browsers and proxies may keep an address, so nothing personal stands in it: the desk
keeps the text of a search, and the address has its random id (`search`).
"""

import re
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Self
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from desk.complaint.states import Severity, Status

ME = "me"
NOBODY = "nobody"
NOT_GIVEN = "not_given"


class View(StrEnum):
    """Views of the queue. All but the last two show open complaints: still owed a decision."""

    OPEN = "open"
    MINE = "mine"
    UNASSIGNED = "unassigned"
    OVERDUE = "overdue"
    DUE_TODAY = "due_today"
    WAITING = "waiting"
    HELD_MAIL = "held_mail"
    WITHDRAWAL_ASKED = "withdrawal_asked"
    FLAGGED = "flagged"
    ENDED = "ended"
    ALL = "all"


class Sort(StrEnum):
    """Orders of the queue. `DUE` puts the severest of one day first; `SEVERITY` goes by
    date within each degree."""

    DUE = "due"
    SEVERITY = "severity"
    NEWEST = "newest"
    OLDEST = "oldest"


_SHAPES = {
    "view": "|".join(View),
    "status": "|".join(Status),
    "assignee": rf"{ME}|{NOBODY}|[0-9]{{1,9}}",
    "category": "[a-z0-9_]{1,60}",
    "severity": "|".join(Severity),
    "country": rf"[A-Z]{{2}}|{NOT_GIVEN}",
    "sort": "|".join(Sort),
    "search": "[A-Za-z0-9_-]{22}",
    "after": "[a-z0-9.-]{1,40}",
    "before": "[a-z0-9.-]{1,40}",
}


@dataclass(frozen=True)
class Filters:
    """Filters of the queue, "" when unused; `after` and `before` are places in it."""

    view: str = View.OPEN
    status: str = ""
    assignee: str = ""
    category: str = ""
    severity: str = ""
    country: str = ""
    sort: str = ""
    search: str = ""
    after: str = ""
    before: str = ""

    @classmethod
    def read(cls, query: QueryParams) -> Self:
        """Reads the filters of an address, without unknown names and wrong values."""
        return cls(
            **{
                name: value
                for name, value in query.items()
                if name in _SHAPES and re.fullmatch(_SHAPES[name], value)
            }
        )

    def with_(self, **changes: str) -> Self:
        """These filters with changes, back at the beginning of the list."""
        return replace(self, **{"after": "", "before": "", **changes})

    @property
    def open_only(self) -> bool:
        """Whether they show only complaints that are still owed a decision."""
        return self.view not in (View.ENDED, View.ALL)

    @property
    def orders(self) -> tuple[Sort, ...]:
        """The orders to choose from; complaints that have ended have no due day."""
        return tuple(Sort) if self.open_only else (Sort.NEWEST, Sort.OLDEST)

    @property
    def order(self) -> Sort:
        """The order chosen, or the first that fits the view."""
        return Sort(self.sort) if self.sort in self.orders else self.orders[0]

    @property
    def narrowed(self) -> bool:
        """Whether any filter besides view, order and search is set."""
        return any(
            (self.status, self.assignee, self.category, self.severity, self.country)
        )

    @property
    def query(self) -> str:
        """The filters as the query of an address."""
        given = {
            field.name: getattr(self, field.name)
            for field in fields(self)
            if getattr(self, field.name) not in ("", field.default)
        }
        return urlencode(given)

    @property
    def address(self) -> str:
        """The address of the page with these filters."""
        return f"/console/?{self.query}" if self.query else "/console/"
