"""Searches of officials, turned from typed text into a condition on complaints."""

from dataclasses import dataclass
from typing import Self

from sqlalchemy import ColumnElement, Connection

from desk.models import Complaint
from desk.storage.search.coding import Term
from desk.storage.search.index import having
from desk.storage.search.upkeep import coding_of
from desk.storage.search.words import words_in


@dataclass(frozen=True)
class Sought:
    """The terms of a search, all of which a complaint has to hold, and the database.

    Only the last term may be the beginning of a word: it is the one being typed, and
    several beginnings that stand in most complaints take PostgreSQL's index 0.3 s among
    100,000.
    """

    terms: tuple[Term, ...]
    kind: str

    @classmethod
    def read(cls, typed: str, connection: Connection) -> Self | None:
        """The search for a typed text; None when the text holds no word."""
        coding = coding_of(connection)
        words = list(dict.fromkeys(words_in(typed)))
        terms = tuple(
            coding.term(word, being_typed=place == len(words))
            for place, word in enumerate(words, start=1)
        )
        return cls(terms, connection.dialect.name) if terms else None


def matching(sought: Sought) -> ColumnElement[bool]:
    """The condition that a complaint and its notes hold all the terms of a search."""
    return having(Complaint.id, list(sought.terms), sought.kind)
