"""The index itself: a row of words a complaint; its SQL alone differs by database.

SQLite: the FTS5 table `search_index`, whose `rowid` is the complaint's id. Its
tokenizer `ascii` takes every character beyond ASCII for part of a word, so it cuts our
words at our spaces and nowhere else. PostgreSQL: the table `search_index` with a
tsvector, made from an array of words, so that PostgreSQL's own parser does not decide
what a word is either.
"""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, Integer, bindparam, column, text
from sqlalchemy.orm import InstrumentedAttribute

from desk.storage.search.coding import Term

# The number of words of a search that count; those after them are ignored.
MOST_TERMS = 12

_FORGET = {
    "sqlite": "DELETE FROM search_index WHERE rowid = :id",
    "postgresql": "DELETE FROM search_index WHERE complaint_id = :id",
}
_KEEP = {
    "sqlite": "INSERT INTO search_index (rowid, words) VALUES (:id, :words)",
    "postgresql": "INSERT INTO search_index (complaint_id, words)"
    " VALUES (:id, array_to_tsvector(CAST(:words AS text[])))",
}
_MATCHING = {
    "sqlite": "SELECT rowid FROM search_index WHERE search_index MATCH :terms",
    "postgresql": "SELECT complaint_id FROM search_index"
    " WHERE words @@ CAST(:terms AS tsquery)",
}


def put(connection: Connection, documents: Iterable[tuple[int, list[str]]]) -> None:
    """Sets the words of complaints, given as ids with coded words."""
    kind = connection.dialect.name
    rows = [
        {"id": id_, "words": " ".join(words) if kind == "sqlite" else words}
        for id_, words in documents
    ]
    if not rows:
        return
    connection.execute(text(_FORGET[kind]), [{"id": row["id"]} for row in rows])
    connection.execute(text(_KEEP[kind]), rows)


def having(
    complaint_id: InstrumentedAttribute[int], terms: list[Term], kind: str
) -> ColumnElement[bool]:
    """The condition that a complaint has every one of these terms (at least one is needed).

    `kind` is the name of the database's dialect.
    """
    write = {"sqlite": _fts5, "postgresql": _tsquery}[kind]
    # Words hold letters, digits and marks only, so they cannot end the quotes.
    said = write(terms[:MOST_TERMS])
    found = text(_MATCHING[kind]).bindparams(bindparam("terms", said, unique=True))
    return complaint_id.in_(found.columns(column("id", Integer)))


def _fts5(terms: list[Term]) -> str:
    return " AND ".join(f'"{term.text}"{"*" if term.prefix else ""}' for term in terms)


def _tsquery(terms: list[Term]) -> str:
    return " & ".join(f"'{term.text}'{':*' if term.prefix else ''}" for term in terms)
