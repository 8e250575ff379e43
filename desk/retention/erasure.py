"""Erases complaints: every row, file, mail and word of the search, and leaves a tombstone.

The rows go in one transaction with the tombstone. Files and mails go after it; if a
crash leaves some of them, the next sweep finds them by the tombstone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from sqlalchemy import Table, delete, select
from sqlalchemy.orm import Session

from desk.cases.actor import Actor
from desk.files.store import Store
from desk.models import (
    Base,
    Complaint,
    Erasure,
    EvidenceFile,
    HistoryEntry,
    StaffSearch,
)
from desk.retention.periods import Verdict, verdict_on
from desk.storage.database import Database
from firm import Firm, local_day

Cause = Literal["request", "retention"]


@dataclass(frozen=True)
class ErasureOutcome:
    """The outcome for one complaint: whether it was erased, and why or why not."""

    complaint_id: int
    reference: str
    verdict: Verdict


class Erasures:
    """Erases complaints of one firm. `mail_dir` is the folder of mails, or None."""

    def __init__(
        self, database: Database, firm: Firm, store: Store, mail_dir: Path | None
    ) -> None:
        self._database = database
        self._firm = firm
        self._store = store
        self._mail_dir = mail_dir

    def erase(
        self, complaint_id: int, actor: Actor, cause: Cause, now: datetime
    ) -> ErasureOutcome | None:
        """Erases a complaint if it may be erased; records the erasure or its refusal.

        Returns None when there is no such complaint, or somebody else has it locked.
        """
        with self._database.writing() as session:
            complaint = session.scalar(
                select(Complaint)
                .where(Complaint.id == complaint_id)
                .with_for_update(skip_locked=True)
            )
            if complaint is None:
                return None
            verdict = verdict_on(complaint, self._firm, now)
            outcome = ErasureOutcome(complaint.id, complaint.reference, verdict)
            session.add(self._tombstone(complaint, verdict, actor, cause, now))
            if not verdict.allowed:
                return outcome
            contents = session.scalars(
                select(EvidenceFile.stored_as).where(
                    EvidenceFile.complaint_id == complaint_id
                )
            ).all()
            _delete_rows(session, complaint_id)
        for content in contents:
            self._store.delete(content)
        self._delete_mails([outcome.reference])
        return outcome

    def delete_leftover_mails(self) -> int:
        """Deletes files of mails about erased complaints; returns their number."""
        with self._database.reading() as session:
            erased = session.scalars(
                select(Erasure.reference).where(Erasure.outcome == "erased")
            ).all()
        return self._delete_mails(erased)

    def _delete_mails(self, references: Iterable[str]) -> int:
        if self._mail_dir is None:
            return 0
        gone = set(references)
        deleted = 0
        for path in self._mail_dir.glob("*.eml"):
            # "<UTC time>-<reference>.eml"; the time has no dash.
            if path.stem.partition("-")[2] in gone:
                path.unlink(missing_ok=True)
                deleted += 1
        return deleted

    def _tombstone(
        self,
        complaint: Complaint,
        verdict: Verdict,
        actor: Actor,
        cause: Cause,
        now: datetime,
    ) -> Erasure:
        return Erasure(
            at=now.astimezone(UTC),
            actor_id=actor.id,
            actor_name=actor.name,
            reference=complaint.reference,
            received_on=local_day(complaint.received_at, self._firm.calendar),
            closed_on=verdict.closed_on,
            outcome="erased" if verdict.allowed else "refused",
            cause=cause,
            reason=verdict.reason,
            kept_until=None if verdict.allowed else verdict.until,
        )


def tables_of_complaints() -> list[Table]:
    """Every table whose rows belong to a complaint, those that refer to others first."""
    complaints = Complaint.__table__
    return [
        table
        for table in reversed(Base.metadata.sorted_tables)
        if any(key.column.table is complaints for key in table.foreign_keys)
    ]


def _delete_rows(session: Session, complaint_id: int) -> None:
    for table in tables_of_complaints():
        # The history's triggers let an entry go only after its complaint; the database
        # deletes it then.
        if table is not HistoryEntry.__table__:
            session.execute(delete(table).where(table.c.complaint_id == complaint_id))
    # The kept searches of officials may name this person.
    session.execute(delete(StaffSearch))
    session.execute(delete(Complaint).where(Complaint.id == complaint_id))
