"""The data that the register holds on one person: found by e-mail, exported as a file.

GDPR, Article 15 (access) and Article 20 (in a machine-readable form). An official has
to find out first whether the one who asks is that person.
"""

import io
import json
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.complaint.lookup import comparable
from desk.files.store import Store
from desk.models import Complaint, Erasure, EvidenceFile
from desk.retention.erasure import tables_of_complaints
from desk.storage.database import Database

# Columns that serve the machinery alone: they say nothing about the person.
_TECHNICAL = {
    "idempotency_records": None,
    "upload_links": {"token_hash", "session_hash"},
    "files": {"content_key", "stored_as"},
    "outbox": {"lease", "leased_until"},
    "deliveries": {"lease", "leased_until", "key"},
    "complaints": {"version", "watch_on", "next_due", "next_due_paused"},
}


@dataclass(frozen=True)
class Found:
    """A complaint that may be the person's; an official decides whether it is."""

    id: int
    reference: str
    full_name: str
    email: str
    account_id: str
    by: str  # "email" or "account"


def complaints_of(
    database: Database, email: str, account_id: str = "", none: str = ""
) -> list[Found]:
    """Every complaint with this e-mail, then those with this account number.

    Case, accents and separators do not matter. `none` is the firm's word for no
    account; it finds nobody. Reads these columns of every complaint, since sealed ones
    cannot be searched.
    """
    wanted = comparable(email)
    account = "" if comparable(account_id) == comparable(none) else bare(account_id)
    found: list[Found] = []
    columns = (
        Complaint.id,
        Complaint.reference,
        Complaint.full_name,
        Complaint.email,
        Complaint.account_id,
    )
    with database.reading() as session:
        rows = session.execute(
            select(*columns).order_by(Complaint.id).execution_options(yield_per=1000)
        )
        for row in rows:
            if comparable(row.email) == wanted:
                found.append(Found(*row, by="email"))
            elif account and bare(row.account_id) == account:
                found.append(Found(*row, by="account"))
    return sorted(found, key=lambda one: (one.by != "email", one.id))


def bare(account_id: str) -> str:
    """An account number without what people put between its characters."""
    return re.sub(r"[\s.\-]", "", account_id).casefold()


def export(database: Database, store: Store, complaint_ids: Sequence[int]) -> bytes:
    """A zip with `complaints.json`, all that is held about these complaints, and their files.

    Raises desk.files.store.Damaged when a file is not as it was stored.
    """
    held: list[dict[str, Any]] = []
    packed = io.BytesIO()
    with (
        database.reading() as session,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for complaint_id in complaint_ids:
            complaint = session.get(Complaint, complaint_id)
            if complaint is None:
                continue
            held.append(_held(session, complaint))
            files = select(EvidenceFile).where(
                EvidenceFile.complaint_id == complaint_id
            )
            for file in session.scalars(files.order_by(EvidenceFile.id)):
                content = store.read(file.stored_as, file.content_key, file.sha256)
                name = re.sub(r"[^\w. ()-]", "_", file.name).lstrip(".")[-100:]
                archive.writestr(
                    f"files/{complaint.reference}/{file.id}-{name}", content
                )
        said = json.dumps(held, ensure_ascii=False, indent=2, default=_as_json)
        archive.writestr("complaints.json", said)
    return packed.getvalue()


def _held(session: Session, complaint: Complaint) -> dict[str, Any]:
    held: dict[str, Any] = {}
    for table in (Complaint.__table__, *reversed(tables_of_complaints())):
        technical = _TECHNICAL.get(table.name, set())
        if technical is None:
            continue
        column = table.c.id if table is Complaint.__table__ else table.c.complaint_id
        columns = [c for c in table.columns if c.name not in technical]
        rows = session.execute(
            select(*columns)
            .where(column == complaint.id)
            .order_by(*table.primary_key.columns)
        )
        held[table.name] = [dict(row) for row in rows.mappings()]
    asked = select(Erasure.__table__).where(Erasure.reference == complaint.reference)
    held["erasures"] = [dict(row) for row in session.execute(asked).mappings()]
    [held["complaint"]] = held.pop("complaints")
    return held


def _as_json(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no JSON")
