"""The text of a complaint that search indexes: its fields and its notes."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select

from desk.models import Complaint, Note
from fields import Kind, as_read_by_staff

# The attributes in the index, which changes only when one of them does. Names, numbers
# and people come before texts.
INDEXED = (
    Complaint.reference,
    Complaint.number,
    *(
        getattr(Complaint, field.name)
        for field in sorted(
            as_read_by_staff(),
            key=lambda one: one.kind is Kind.LONG_TEXT and not one.is_list,
        )
        if field.searched
    ),
)


def documents(
    connection: Connection, complaint_ids: Sequence[int]
) -> Iterator[tuple[int, list[str]]]:
    """Ids of these complaints, each with its texts; identifying ones come first."""
    notes: dict[int, list[str]] = defaultdict(list)
    noted = select(Note.complaint_id, Note.text).where(
        Note.complaint_id.in_(complaint_ids)
    )
    for complaint_id, text in connection.execute(noted.order_by(Note.id)):
        notes[complaint_id].append(text)
    filed = select(Complaint.id, *INDEXED).where(Complaint.id.in_(complaint_ids))
    for row in connection.execute(filed):
        id_, *values = row
        yield id_, [*_texts(values), *notes[id_]]


def _texts(values: Sequence[Any]) -> Iterator[str]:
    for value in values:
        if isinstance(value, list):
            yield from (str(entry) for entry in value)
        else:
            yield str(value)
