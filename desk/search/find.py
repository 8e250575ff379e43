"""What an official looks for, from what they typed, as a condition on complaints."""

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
    """The terms that a complaint has to hold, every one of them; in which kind of database.

    Only the last word may be the beginning of one: it is the one being typed, and several
    beginnings that stand in most complaints take PostgreSQL's index 0.3 s among 100,000.
    """

    terms: tuple[Term, ...]
    kind: str

    @classmethod
    def read(cls, typed: str, connection: Connection) -> Self | None:
        """What was typed, as terms; None when it holds no word."""
        coding = coding_of(connection)
        words = list(dict.fromkeys(words_in(typed)))
        terms = tuple(
            coding.term(word, being_typed=place == len(words))
            for place, word in enumerate(words, start=1)
        )
        return cls(terms, connection.dialect.name) if terms else None


def matching(sought: Sought) -> ColumnElement[bool]:
    """The condition that a complaint, or a note on it, holds all that is sought."""
    return having(Complaint.id, list(sought.terms), sought.kind)
