"""Lookup of a complaint by its reference and e-mail, for the client who filed it."""

import hashlib
import secrets
import unicodedata
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.complaint.submission import LONGEST_TEXT
from desk.models import Complaint

Typed = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TEXT)]


class Pair(BaseModel):
    """A reference and the e-mail that the complaint was filed with, as the client typed them."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    reference: Typed = Field(examples=["rds 7k3m 9qxv 2f4t 8c"])
    email: Typed = Field(examples=["ada@example.com"])


def complaint_of(session: Session, number: str | None, email: str) -> Complaint | None:
    """The complaint with this number, if this e-mail (as typed) filed it; else None.

    `number` is None when the typed reference cannot be one. The lookup and the
    comparison are the same whether the reference exists or not, so that neither the
    answer nor its time tells which of the two was wrong.
    """
    complaint = session.scalar(
        select(Complaint).where(Complaint.number == (number or ""))
    )
    filed_by = complaint.email if complaint else ""
    same = secrets.compare_digest(comparable(filed_by), comparable(email))
    return complaint if complaint and same else None


def comparable(email: str) -> bytes:
    """A digest of an e-mail, the same in any case and composition of accents."""
    plain = unicodedata.normalize("NFKC", email.strip()).casefold()
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).digest()
