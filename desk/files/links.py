"""Links by which a client adds files: one complaint, one browser, one sitting."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from desk.files.limits import LINK_LASTS, SESSION_LASTS
from desk.models import Complaint, UploadLink

# Where the page of each link is, on the desk's public address.
PATH = "/files/"
_TOKEN_BYTES = 32


class Shut(StrEnum):
    """Why a link takes nothing; names of sentences in wording/desk/files.yml."""

    UNKNOWN = "link_unknown"
    EXPIRED = "link_expired"
    CLOSED = "link_closed"
    ELSEWHERE = "link_elsewhere"


class LinkShut(Exception):
    """This link takes no files, at least not from this browser."""

    def __init__(self, why: Shut) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class NewLink:
    """A link as its client gets it; no other place has the token."""

    token: str
    expires_at: datetime


def make_link(session: Session, complaint: Complaint, now: datetime) -> NewLink:
    """Makes a link to this complaint, and deletes its links that are out of use."""
    session.execute(
        delete(UploadLink).where(
            UploadLink.complaint_id == complaint.id, UploadLink.expires_at < now
        )
    )
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    made = now.astimezone(UTC).replace(microsecond=0)
    link = UploadLink(
        complaint_id=complaint.id,
        token_hash=digest(token),
        created_at=made,
        expires_at=made + LINK_LASTS,
    )
    session.add(link)
    return NewLink(token, link.expires_at)


def open_link(
    session: Session, token: str, cookie: str | None, now: datetime, *, lock: bool
) -> UploadLink:
    """The link of this token. Raises LinkShut when this browser may not use it now.

    With `lock`, others who want to use it wait until the transaction is over.
    """
    query = select(UploadLink).where(UploadLink.token_hash == digest(token))
    link = session.scalar(query.with_for_update() if lock else query)
    if link is None:
        raise LinkShut(Shut.UNKNOWN)
    if link.closed_at is not None:
        raise LinkShut(Shut.CLOSED)
    if link.session_hash is None:
        if now >= link.expires_at:
            raise LinkShut(Shut.EXPIRED)
        return link
    # Another browser is not told how long a used link goes on.
    if not secrets.compare_digest(link.session_hash, digest(cookie or "")):
        raise LinkShut(Shut.ELSEWHERE)
    if link.session_ends_at is None or now >= link.session_ends_at:
        raise LinkShut(Shut.EXPIRED)
    return link


def bind(link: UploadLink, cookie: str, now: datetime) -> None:
    """Binds the link to this browser for one sitting; a bound link stays as it is."""
    if link.session_hash is None:
        link.session_hash = digest(cookie)
        link.session_ends_at = now + SESSION_LASTS


def digest(secret: str) -> str:
    """The hash of a token, for the register: 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
