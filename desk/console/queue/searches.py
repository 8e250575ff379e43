"""Searches of officials, kept for a day, so that addresses need not hold their text."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from desk.models import StaffSearch

KEPT_FOR = timedelta(days=1)
LONGEST = 500


def keep_search(session: Session, staff_id: int, typed: str, now: datetime) -> str:
    """Keeps a typed search; returns the random id that stands for it in addresses."""
    session.execute(delete(StaffSearch).where(StaffSearch.at < now - KEPT_FOR))
    search = StaffSearch(
        # 22 characters.
        id=secrets.token_urlsafe(16),
        staff_id=staff_id,
        text=typed.replace("\0", " ")[:LONGEST].strip(),
        at=now,
    )
    session.add(search)
    return search.id


def typed_in(session: Session, search_id: str, staff_id: int) -> str:
    """The text of a search; "" when it is somebody else's, or no longer kept."""
    if not search_id:
        return ""
    own = select(StaffSearch.text).where(
        StaffSearch.id == search_id, StaffSearch.staff_id == staff_id
    )
    return session.scalar(own) or ""
