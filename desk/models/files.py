"""Evidence: the files of a complaint, and the links by which clients add them."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import Base
from desk.models.sealed import SealedText


class EvidenceFile(Base):
    """A file of a complaint.

    Its content lies in the files' folder under `stored_as`, a random name; `name` is
    the client's, and never part of a path. `sha256` is the hash of the content as it
    came, in hexadecimal, and `size` is its number of bytes. `content_key` is the key
    that encrypts the content (32 bytes in base64), itself sealed with the desk's key.
    It is None for a file that came while the desk had no key; that file lies there as
    it came.
    """

    __tablename__ = "files"

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(
        ForeignKey("complaints.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(SealedText)
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    stored_as: Mapped[str] = mapped_column(unique=True)
    content_key: Mapped[str | None] = mapped_column(SealedText)
    added_at: Mapped[datetime]


class UploadLink(Base):
    """A link by which a client adds files to one complaint.

    Only the SHA-256 of its token, and of the cookie of the browser that uses it, is
    kept. The first file has to come before `expires_at`; it binds the link to one
    browser (`session_hash`), which may go on until `session_ends_at`. `closed_at` is
    the time when the client said that everything is added.
    """

    __tablename__ = "upload_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(
        ForeignKey("complaints.id", ondelete="CASCADE"), index=True
    )
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    session_hash: Mapped[str | None]
    session_ends_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
