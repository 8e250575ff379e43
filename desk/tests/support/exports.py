"""A case with everything in it, in many scripts, to write out."""

import re
from datetime import UTC, date, datetime, timedelta

import pypdfium2

from desk.cases.case import Case
from desk.models import EvidenceFile, HistoryEntry, Note, OutboxMail, Point
from desk.tests.support.complaint import row_to
from firm import Firm

RECEIVED = datetime(2025, 1, 10, 12, 0, tzinfo=UTC)
STORY = (
    "  Nine days.\n\nStill pending: “no answer” 😶 Žluťoučký Ελλάδα Привет\n"
    "مرحبا بالعالم، اسمي سارة 123\nשלום עולם abc 12\n山田太郎 王小明 김민수 สวัสดี नमस्ते ✓\n"
    "The word مرحبا in English.\n<b>not bold</b> **nor this** \t end"
)


def a_case(
    firm: Firm, story: str = STORY, name: str = "Sara 山田 سارة"
) -> tuple[Case, list[EvidenceFile]]:
    """The case and its files; no database is asked."""
    complaint = row_to(
        firm,
        id=7,
        number="7K3M9QXV2F4T8C",
        reference="KR-7K3M-9QXV-2F4T-8C",
        status="closed",
        received_at=RECEIVED,
        acknowledge_by=date(2025, 1, 14),
        resolve_by=date(2025, 1, 21),
        email="sara@example.com",
        account_id="No Account",
        full_name=name,
        category="crypto_withdrawal",
        description=story,
        ticket_numbers=["1234567", "=A-89"],
        actions_taken="",
        flags=["account_id"],
        version=9,
        severity="high",
        outcome="partly_upheld",
        acknowledged_at=RECEIVED + timedelta(minutes=1),
        resolved_at=RECEIVED + timedelta(days=6),
        closed_at=RECEIVED + timedelta(days=20),
        due_by=date(2025, 1, 21),
        legal_limit=date(2025, 3, 10),
    )
    events = [
        ("filed", "client", None, "received", ""),
        ("mail_sent", "desk", None, None, ""),
        (
            "moved",
            "Olive Official",
            "received",
            "investigating",
            "Looked at the ledger.",
        ),
        ("decided", "Olive Official", "investigating", "resolved", ""),
        ("moved", "Olive Official", "resolved", "closed", "لا شيء"),
    ]
    history = [
        HistoryEntry(
            id=number,
            complaint_id=7,
            at=RECEIVED + timedelta(days=number),
            actor_id=None,
            actor_name=actor,
            kind=kind,
            from_status=before,
            to_status=after,
            reason=reason,
            data={},
        )
        for number, (kind, actor, before, after, reason) in enumerate(events)
    ]
    points = [
        Point(
            complaint_id=7,
            position=1,
            text="The delay",
            outcome="upheld",
            reasons="It took nine days; two are usual.",
        ),
        Point(
            complaint_id=7,
            position=2,
            text="The fee",
            outcome="not_upheld",
            reasons="It was shown before.",
        ),
    ]
    notes = [
        Note(
            id=1,
            complaint_id=7,
            kind="client",
            text="It arrived.\nמעט חסר",
            added_at=RECEIVED + timedelta(days=2),
        ),
        Note(
            id=2,
            complaint_id=7,
            kind="staff",
            text="Asked the treasury.",
            added_at=RECEIVED + timedelta(days=3),
        ),
    ]
    mails = [
        OutboxMail(
            id=1,
            complaint_id=7,
            kind="acknowledgement",
            message_id="<1@example.com>",
            state="sent",
            created_at=RECEIVED,
            due_at=RECEIVED,
            sent_at=RECEIVED + timedelta(minutes=1),
            attempts=1,
        )
    ]
    files = [
        EvidenceFile(
            id=3,
            complaint_id=7,
            name="スクリーン shot.png",
            media_type="image/png",
            size=1234567,
            sha256="ab" * 32,
            stored_as="cd" * 24,
            added_at=RECEIVED + timedelta(hours=1),
        )
    ]
    case = Case(complaint, history, points, notes, mails, (), frozenset(), "", None)
    return case, files


def text_of(pdf: bytes) -> str:
    """The words of a PDF, as a reader copies them, in one line."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return re.sub(r"\s+", " ", " ".join(pages))
