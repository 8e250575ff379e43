"""The files of complaints: taken in, listed, read, and deleted."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from desk.cases.actor import CLIENT
from desk.cases.changes import changing
from desk.cases.history import HistoryKind
from desk.complaint.lookup import complaint_of
from desk.files import links, names
from desk.files.kinds import kind_named, kind_of
from desk.files.limits import LARGEST_FILE, LARGEST_SUM, MOST_FILES
from desk.files.links import NewLink
from desk.files.refusal import RefusalReason, Refused
from desk.files.store import Incoming, Store
from desk.models import Complaint, EvidenceFile
from desk.models.sealed import keyring_of
from desk.storage.database import Database
from firm import Firm


@dataclass(frozen=True)
class Holding:
    """The evidence of a complaint: its number of files and their size in bytes, with
    the end of the complaint's reference."""

    reference_tail: str
    files: int
    size: int


@dataclass(frozen=True)
class Download:
    """A file to hand out; `content` is what the client sent, byte for byte."""

    name: str
    media_type: str
    content: bytes


class Evidence:
    """The evidence of one desk. Times need an offset."""

    def __init__(self, database: Database, store: Store, firm: Firm) -> None:
        self._database = database
        self._store = store
        self._firm = firm

    def link(self, number: str | None, email: str, now: datetime) -> NewLink | None:
        """Makes a link to add files; None if number and e-mail do not match."""
        with self._database.writing() as session:
            complaint = complaint_of(session, number, email)
            return links.make_link(session, complaint, now) if complaint else None

    def link_for(self, number: str, now: datetime) -> NewLink | None:
        """Makes the same link for the desk itself, which needs no e-mail."""
        with self._database.writing() as session:
            query = select(Complaint).where(Complaint.number == number)
            complaint = session.scalar(query)
            return links.make_link(session, complaint, now) if complaint else None

    def holding(self, token: str, cookie: str | None, now: datetime) -> Holding:
        """The evidence that the complaint of this link holds. Raises LinkShut."""
        with self._database.reading() as session:
            link = links.open_link(session, token, cookie, now, lock=False)
            complaint = session.get_one(Complaint, link.complaint_id)
            return _holding(session, complaint)

    @contextlib.contextmanager
    def incoming(self) -> Iterator[Incoming]:
        """A place for one content; unless added, it is gone at the end of the block."""
        sealed = keyring_of(self._database.engine.dialect).newest is not None
        coming = self._store.incoming(sealed)
        try:
            yield coming
        finally:
            coming.drop()

    def add(
        self, token: str, cookie: str, name: str, coming: Incoming, now: datetime
    ) -> bool:
        """Adds a finished content to the complaint of this link.

        The first one binds the link to this browser. Returns False when the complaint
        has the very same file already. Raises LinkShut and Refused, and keeps nothing
        then.
        """
        if coming.size > LARGEST_FILE:
            raise Refused(RefusalReason.TOO_LARGE)
        shown = names.cleaned(name)
        kind = kind_of(coming.content(), shown)
        with self._database.writing() as session:
            link = links.open_link(session, token, cookie, now, lock=True)
            links.bind(link, cookie, now)
            # Locked before the count of its files, so that two links keep the limits.
            complaint = session.get_one(
                Complaint, link.complaint_id, with_for_update=True
            )
            if _has(session, complaint, coming.sha256, shown):
                return False
            holding = _holding(session, complaint)
            if holding.files >= MOST_FILES:
                raise Refused(RefusalReason.TOO_MANY)
            if holding.size + coming.size > LARGEST_SUM:
                raise Refused(RefusalReason.TOO_MUCH)
            row = EvidenceFile(
                complaint_id=complaint.id,
                name=shown,
                media_type=kind.media_type,
                size=coming.size,
                sha256=coming.sha256,
                stored_as=coming.name,
                content_key=coming.key,
                added_at=now.astimezone(UTC).replace(microsecond=0),
            )
            session.add(row)
            session.flush()
            with changing(session, complaint.id, CLIENT, self._firm, now) as change:
                change.client_added(HistoryKind.FILE_ADDED, {"file": row.id})
            # Before the commit, so that no row lacks its content. If the row is not
            # committed after all, its content is swept up a day later.
            coming.keep()
        return True

    def close(self, token: str, cookie: str | None, now: datetime) -> Holding:
        """Closes the link, as its client has added everything. Raises LinkShut."""
        with self._database.writing() as session:
            link = links.open_link(session, token, cookie, now, lock=True)
            link.closed_at = now
            complaint = session.get_one(Complaint, link.complaint_id)
            return _holding(session, complaint)

    def of(self, complaint_id: int) -> list[EvidenceFile]:
        """The files of a complaint, in the order in which they came."""
        with self._database.reading() as session:
            return list(session.scalars(_files(complaint_id)))

    def download(self, complaint_id: int, file_id: int) -> Download | None:
        """A file of this complaint, checked against its hash; None if there is none.

        Raises desk.files.store.Damaged.
        """
        with self._database.reading() as session:
            file = session.get(EvidenceFile, file_id)
        if file is None or file.complaint_id != complaint_id:
            return None
        content = self._store.read(file.stored_as, file.content_key, file.sha256)
        name = names.download_name(file.name, kind_named(file.media_type))
        return Download(name, file.media_type, content)

    def sweep(self) -> int:
        """Deletes contents older than a day and of no file; returns their number."""
        with self._database.reading() as session:
            known = set(session.scalars(select(EvidenceFile.stored_as)))
        return self._store.sweep(known)


def _files(complaint_id: int) -> Select[EvidenceFile]:
    return (
        select(EvidenceFile)
        .where(EvidenceFile.complaint_id == complaint_id)
        .order_by(EvidenceFile.id)
    )


def _has(session: Session, complaint: Complaint, sha256: str, name: str) -> bool:
    # Names may be sealed, so they are compared here, not in SQL.
    same = session.scalars(_files(complaint.id).where(EvidenceFile.sha256 == sha256))
    return any(file.name == name for file in same)


def _holding(session: Session, complaint: Complaint) -> Holding:
    count, size = session.execute(
        select(func.count(), func.coalesce(func.sum(EvidenceFile.size), 0)).where(
            EvidenceFile.complaint_id == complaint.id
        )
    ).one()
    tail = "-".join(complaint.reference.split("-")[-2:])
    return Holding(tail, int(count), int(size))
