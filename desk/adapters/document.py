"""Documents for other systems: a complaint, or a note to one.

The fields are those of `POST /api/v1/complaints`, with those of the desk's answer.
"""

from datetime import UTC, datetime
from typing import Any

from desk.models import Complaint, Note
from fields import FIELDS


def document_of(complaint: Complaint) -> dict[str, Any]:
    """The complaint as JSON."""
    return {
        "reference": complaint.reference,
        "received_at": instant(complaint.received_at),
        "acknowledge_by": complaint.acknowledge_by.isoformat(),
        "resolve_by": complaint.resolve_by.isoformat(),
        **_answers(complaint, details=False),
        "details": _answers(complaint, details=True),
        "locale": complaint.locale,
        "flags": complaint.flags,
    }


def _answers(complaint: Complaint, *, details: bool) -> dict[str, Any]:
    return {
        field.name: getattr(complaint, field.name)
        for field in FIELDS.values()
        if field.details == details
    }


def note_document_of(complaint: Complaint, note: Note) -> dict[str, Any]:
    """A client's note as JSON."""
    return {
        "reference": complaint.reference,
        "note": {
            "kind": note.kind,
            "text": note.text,
            "added_at": instant(note.added_at),
        },
    }


def instant(time: datetime) -> str:
    """The instant in RFC 3339, in UTC, to the second."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
