"""One complaint as JSON: all that the register holds on it, to the last character.

`ComplaintExport` is the documentation: the console serves its JSON Schema (2020-12) at
`/console/complaints/export.schema.json`.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from desk.cases.case import Case
from desk.complaint.states import Outcome, Severity, Status
from desk.complaint.with_fields import with_fields
from desk.models import EvidenceFile
from fields import FIELDS, Kind, as_read_by_staff
from fields import Field as ComplaintField
from firm import Firm

SCHEMA_VERSION: Literal[1] = 1


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


# Descriptions of fields in the schema, by the field's name.
_SAID = {
    "email": "The last one: it can be amended so that mails arrive.",
    "account_id": "Empty when it was not given; `flags` says so.",
    "full_name": "Empty when it was not given; `flags` says so.",
    "country": "ISO 3166-1 alpha-2; as typed, or empty when it was not given, when `flags` "
    "says so.",
    "category": "An id of firm.yml.",
    "occurred": "`text` in the client's words; `from` and `to` as understood, ISO 8601 or null.",
}


def _exported(field: ComplaintField) -> tuple[Any, Any]:
    said = Field(description=_SAID.get(field.name))
    if field.kind is Kind.DATE:
        return dict[str, Any] | None, said
    return list[str] if field.is_list else str, said


@with_fields({f.name: _exported(f) for f in as_read_by_staff() if f.identity})
class _Identity(_Part):
    """The client."""


class Client(_Identity):
    """The client, with the details that they gave."""

    locale: str = Field(description="BCP 47: the language the client wrote in.")


@with_fields({f.name: _exported(f) for f in FIELDS.values() if not f.identity})
class _Answers(_Part):
    """The client's answers."""


class Said(_Answers):
    """The client's answers, to the last character."""

    flags: list[str] = Field(
        description="Fields taken as typed after two failed tries: not checked. One that is "
        "empty was not given."
    )


class CaseStanding(_Part):
    """The stage of the complaint, and its dates."""

    status: Status
    severity: Severity
    outcome: Outcome | None
    received_at: AwareDatetime
    acknowledge_by: date
    acknowledged_at: AwareDatetime | None
    resolve_by: date = Field(description="The aim told with the receipt.")
    due_by: date = Field(description="The aim in force, after delays.")
    legal_limit: date | None
    resolved_at: AwareDatetime | None
    closed_at: AwareDatetime | None
    withdrawal_asked_at: AwareDatetime | None = Field(
        description="When the client asked to withdraw it; null once that is decided."
    )


class Decided(_Part):
    """The decision on one point."""

    position: int
    text: str
    outcome: str
    reasons: str


class NoteAdded(_Part):
    """A note added after the filing."""

    kind: str = Field(
        description="`client`; `withdrawal`, the client's too, who asks to withdraw; `staff`."
    )
    text: str
    added_at: AwareDatetime


class Happened(_Part):
    """An entry of the history."""

    at: AwareDatetime
    kind: str
    by: str
    from_status: str | None
    to_status: str | None
    reason: str
    data: dict[str, Any]


class MailOwed(_Part):
    """A mail to the client, without its text."""

    kind: str
    message_id: str
    state: str
    created_at: AwareDatetime
    sent_at: AwareDatetime | None


class FileAdded(_Part):
    """A file of the client, without its content."""

    id: int
    name: str
    media_type: str
    size: int = Field(description="Bytes.")
    sha256: str = Field(description="Of the content, in hexadecimal.")
    added_at: AwareDatetime


class ComplaintExport(_Part):
    """A complaint with everything that belongs to it. Lists are oldest first; instants
    are in RFC 3339."""

    schema_version: Literal[1] = SCHEMA_VERSION
    exported_at: AwareDatetime
    firm: str
    reference: str
    client: Client
    said: Said
    standing: CaseStanding
    decision: list[Decided]
    notes: list[NoteAdded]
    history: list[Happened]
    mails: list[MailOwed]
    files: list[FileAdded]


def case_json(
    case: Case, files: Sequence[EvidenceFile], firm: Firm, made_at: datetime
) -> bytes:
    """The export as JSON in UTF-8. `made_at` needs an offset."""
    complaint = case.complaint
    export = ComplaintExport(
        exported_at=made_at,
        firm=firm.name,
        reference=complaint.reference,
        client=Client.model_validate(complaint, from_attributes=True),
        said=Said.model_validate(complaint, from_attributes=True),
        standing=CaseStanding.model_validate(
            {
                **{
                    name: getattr(complaint, name)
                    for name in CaseStanding.model_fields
                    if name != "due_by"
                },
                "due_by": complaint.due_by or complaint.resolve_by,
            }
        ),
        decision=[
            Decided.model_validate(one, from_attributes=True) for one in case.points
        ],
        notes=[
            NoteAdded.model_validate(one, from_attributes=True) for one in case.notes
        ],
        history=[
            Happened(
                at=entry.at,
                kind=entry.kind,
                by=entry.actor_name,
                from_status=entry.from_status,
                to_status=entry.to_status,
                reason=entry.reason,
                data=entry.data,
            )
            for entry in case.history
        ],
        mails=[
            MailOwed.model_validate(one, from_attributes=True) for one in case.mails
        ],
        files=[FileAdded.model_validate(one, from_attributes=True) for one in files],
    )
    return export.model_dump_json(indent=2).encode("utf-8")
