"""The audit log: who signed in, and who viewed, searched, changed, exported or
downloaded personal data, and when.

It is part of keeping complaints "through a secure electronic system" (Delegated
Regulation (EU) 2025/294, Article 1).
"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from desk.models import AuditEntry, Complaint, Staff


class Audit:
    """Writes the log with the desk's clock."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now

    def record(
        self,
        session: Session,
        staff: Staff | None,
        action: str,
        complaint: Complaint | None = None,
        detail: str = "",
    ) -> None:
        """Adds an entry in the caller's transaction, so that no act happens unrecorded.

        `action` is a word of `desk/console/templates/words.html`, such as "viewed".
        `detail` says what was viewed or changed, and quotes no client. `staff` is None
        for a sign-in with an unknown e-mail.
        """
        session.add(
            AuditEntry(
                at=self._now(),
                staff_id=staff.id if staff else None,
                name=staff.name if staff else "",
                action=action,
                complaint_id=complaint.id if complaint else None,
                reference=complaint.reference if complaint else None,
                detail=detail,
            )
        )
