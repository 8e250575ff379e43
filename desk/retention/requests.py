"""Requests of a person about their data, carried out by an official or a command.

The audit log records each of them, without the person's data.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from desk.cases.actor import Actor
from desk.files.store import Store
from desk.models import AuditEntry, Complaint, Erasure
from desk.retention.erasure import ErasureOutcome, Erasures
from desk.retention.periods import Verdict, verdict_on
from desk.retention.person import Found, complaints_of, export
from desk.storage.database import Database
from desk.storage.scrub import scrub
from firm import Firm

SEARCHED = "person_searched"
EXPORTED = "data_exported"
ERASED = "data_erased"
REFUSED = "erasure_refused"


@dataclass(frozen=True)
class Match:
    """A complaint that may belong to the person, and whether it may be erased today."""

    found: Found
    verdict: Verdict


class DataRequests:
    """Requests for access and erasure at one firm."""

    def __init__(
        self,
        database: Database,
        firm: Firm,
        store: Store,
        erasures: Erasures,
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._firm = firm
        self._store = store
        self._erasures = erasures
        self._now = now

    def find(self, email: str, account_id: str, actor: Actor) -> list[Match]:
        """The complaints with this e-mail or, if one is given, this account number."""
        none = self._firm.account_id.none
        found = complaints_of(self._database, email, account_id, none)
        self._record(actor, SEARCHED, None, f"{len(found)} complaints")
        with self._database.reading() as session:
            verdicts = {
                complaint.id: verdict_on(complaint, self._firm, self._now())
                for complaint in session.scalars(
                    select(Complaint).where(Complaint.id.in_([one.id for one in found]))
                )
            }
        return [Match(one, verdicts[one.id]) for one in found if one.id in verdicts]

    def export(self, complaint_ids: Sequence[int], actor: Actor) -> bytes:
        """Everything held about these complaints, as a zip.

        Raises desk.files.store.Damaged when a file is not as it was stored.
        """
        packed = export(self._database, self._store, complaint_ids)
        for complaint_id in complaint_ids:
            self._record(actor, EXPORTED, complaint_id, "")
        return packed

    def erase(self, complaint_ids: Sequence[int], actor: Actor) -> list[ErasureOutcome]:
        """Erases the complaints that may be erased; records why others were not.

        Returns an outcome for each complaint that is there and not locked.
        """
        outcomes: list[ErasureOutcome] = []
        for complaint_id in complaint_ids:
            outcome = self._erasures.erase(complaint_id, actor, "request", self._now())
            if outcome is None:
                continue
            action = ERASED if outcome.verdict.allowed else REFUSED
            self._add(actor, action, complaint_id, outcome.reference, "")
            outcomes.append(outcome)
        if any(outcome.verdict.allowed for outcome in outcomes):
            scrub(self._database)
        return outcomes

    def recorded(self, most: int = 50) -> list[Erasure]:
        """The newest erasures and refusals, newest first."""
        with self._database.reading() as session:
            newest = select(Erasure).order_by(Erasure.id.desc()).limit(most)
            return list(session.scalars(newest))

    def _record(
        self, actor: Actor, action: str, complaint_id: int | None, detail: str
    ) -> None:
        reference = None
        if complaint_id is not None:
            with self._database.reading() as session:
                complaint = session.get(Complaint, complaint_id)
                reference = complaint.reference if complaint else None
        self._add(actor, action, complaint_id, reference, detail)

    def _add(
        self,
        actor: Actor,
        action: str,
        complaint_id: int | None,
        reference: str | None,
        detail: str,
    ) -> None:
        with self._database.writing() as session:
            session.add(
                AuditEntry(
                    at=self._now(),
                    staff_id=actor.id,
                    name=actor.name,
                    action=action,
                    complaint_id=complaint_id,
                    reference=reference,
                    detail=detail,
                )
            )
