"""One complaint as a PDF: all that is held on it, for a file, an auditor or a court.

Delegated Regulation (EU) 2025/294 requires complaints to be kept with everything that
was done about them, so the document holds the complaint verbatim, every event, and the
decision on every point.
"""

from collections.abc import Sequence
from datetime import datetime

from desk.cases.case import Case
from desk.exports.paper import Paper
from desk.exports.wording import ExportWords
from desk.models import EvidenceFile
from fields import FIELDS, Field, Kind, as_read_by_staff
from firm import Firm


def case_pdf(
    case: Case, files: Sequence[EvidenceFile], firm: Firm, made_at: datetime
) -> bytes:
    """The PDF file. `made_at` needs an offset; the same input gives the same text."""
    return bytes(_CasePaper(case, files, firm, made_at).written())


class _CasePaper:
    def __init__(
        self, case: Case, files: Sequence[EvidenceFile], firm: Firm, made_at: datetime
    ) -> None:
        self._case = case
        self._complaint = case.complaint
        self._files = files
        self._made_at = made_at
        self._words = ExportWords(firm)
        said = self._words.case
        footer = said["footer"].format(
            firm=firm.name,
            reference=case.complaint.reference,
            made=self._words.moment(made_at),
        )
        self._paper = Paper(
            firm, all_texts(case, files, firm), footer, self._words.language
        )

    def written(self) -> bytearray:
        title = self._words.case["title"].format(reference=self._complaint.reference)
        self._paper.begin(title, self._made_at)
        self._standing()
        self._client()
        self._story()
        self._decision()
        self._notes()
        self._listed_files()
        self._mails()
        self._history()
        self._paper.note(self._words.case["fonts"])
        return self._paper.output()

    def _heading(self, part: str) -> None:
        self._paper.heading(self._words.case["parts"][part])

    def _line(self, name: str, value: str) -> None:
        self._paper.line(self._words.case["lines"][name], value)

    def _standing(self) -> None:
        complaint, words = self._complaint, self._words
        not_yet = words.case["not_yet"]
        self._heading("standing")
        self._line("status", words.of("statuses", complaint.status))
        if complaint.outcome:
            self._line("outcome", words.of("outcomes", complaint.outcome))
        self._line("severity", words.of("severities", complaint.severity))
        self._line("received", words.moment(complaint.received_at))
        self._line("acknowledge_by", words.day(complaint.acknowledge_by))
        moments = {
            "acknowledged": complaint.acknowledged_at,
            "resolved": complaint.resolved_at,
            "closed": complaint.closed_at,
        }
        self._line("due_by", words.day(complaint.due_by or complaint.resolve_by))
        if complaint.legal_limit:
            self._line("legal_limit", words.day(complaint.legal_limit))
        for name, at in moments.items():
            self._line(name, words.moment(at) if at else not_yet)

    def _client(self) -> None:
        self._heading("client")
        for field in as_read_by_staff():
            if field.identity:
                self._paper.line(self._words.label(field.name), self._answer(field))

    def _story(self) -> None:
        self._heading("complaint")
        for field in as_read_by_staff():
            if field.identity:
                continue
            label = self._words.label(field.name)
            if field.kind is Kind.LONG_TEXT:
                self._paper.subheading(label)
                self._paper.verbatim(self._answer(field))
            else:
                self._paper.line(label, self._answer(field))

    def _answer(self, field: Field) -> str:
        shown = self._words.answer(field, self._complaint)
        if field.name in self._complaint.not_given:
            return str(self._words.case["not_given"])
        if not shown:
            return str(self._words.case["skipped"])
        if field.name in self._complaint.flags:
            return str(self._words.case["as_typed"]).replace("{value}", shown)
        return shown

    def _decision(self) -> None:
        case, words = self._case, self._words
        if not case.points:
            return
        self._heading("decision")
        for point in case.points:
            outcome = words.of("outcomes", point.outcome)
            self._paper.subheading(
                words.case["point"].format(number=point.position, outcome=outcome)
            )
            self._paper.verbatim(point.text)
            self._paper.note(words.case["reasons"])
            self._paper.verbatim(point.reasons)

    def _notes(self) -> None:
        if not self._case.notes:
            return
        self._heading("notes")
        for note in self._case.notes:
            said: str = self._words.case[f"note_{note.kind}"]
            self._paper.subheading(said.format(at=self._words.moment(note.added_at)))
            self._paper.verbatim(note.text)

    def _listed_files(self) -> None:
        if not self._files:
            return
        self._heading("files")
        for number, file in enumerate(self._files, 1):
            said = self._words.case["file"].format(
                name=file.name,
                type=file.media_type,
                size=f"{file.size:,}",
                at=self._words.moment(file.added_at),
                sha256=file.sha256,
            )
            self._paper.line(str(number), said)

    def _mails(self) -> None:
        if not self._case.mails:
            return
        self._heading("mails")
        for mail in self._case.mails:
            state = self._words.of("mail_states", mail.state)
            at = self._words.moment(mail.sent_at or mail.created_at)
            kind = mail.kind.replace("_", " ").capitalize()
            self._paper.line(kind, f"{state}, {at}")

    def _history(self) -> None:
        self._heading("history")
        words = self._words
        for entry in self._case.history:
            said = [f"{words.of('happened', entry.kind)} ({entry.actor_name})"]
            if entry.from_status and entry.to_status:
                moved: str = words.case["moved"]
                said.append(
                    moved.format(
                        from_status=words.of("statuses", entry.from_status),
                        to_status=words.of("statuses", entry.to_status),
                    )
                )
            if entry.reason:
                said.append(entry.reason)
            self._paper.line(words.moment(entry.at), "\n".join(said))


def all_texts(case: Case, files: Sequence[EvidenceFile], firm: Firm) -> str:
    """Everything that people wrote into this case, in one text, to choose fonts by."""
    complaint = case.complaint
    occurred = complaint.occurred or {}
    return "\n".join(
        [
            firm.name,
            firm.contact.name,
            *(str(getattr(complaint, name)) for name in FIELDS if name != "occurred"),
            *(str(value) for value in occurred.values()),
            *(note.text for note in case.notes),
            *(f"{point.text}\n{point.reasons}" for point in case.points),
            *(f"{entry.actor_name}\n{entry.reason}" for entry in case.history),
            *(file.name for file in files),
            "→–“”·",
        ]
    )
