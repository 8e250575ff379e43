"""A complaint in the layout of the standard template of the regulation.

Source: Annex "Filing of a complaint" to Commission Delegated Regulation (EU) 2025/294 of
1 October 2024 (OJ L, 2025/294, 13.2.2025), which Article 71(5) of Regulation (EU) 2023/1114
calls for. The order and the names of the fields of parts 1, 2, 3.a and 3.b were read in a
reprint of the Annex; 3.c to 3.e and the line for place, date and signature in published copies
of the template by firms; the Official Journal itself could not be read. The boxes for the
documents provided are not reproduced: their wording could not be verified, so what the client
added is listed instead. Compare with the Official Journal before it is handed to an authority.

Fields that the chat does not ask about stay empty: the parts of the name, registration
numbers, address, telephone, a representative, and the damage. The whole name stands in
the field for the last name, since no rule tells the parts of names apart in every
culture.
"""

from collections.abc import Sequence
from datetime import datetime

from desk.cases.case import Case
from desk.exports.case_pdf import all_texts
from desk.exports.paper import Paper
from desk.exports.wording import ExportWords
from desk.models import EvidenceFile
from fields import FIELDS, Kind
from firm import Firm

_ADDRESS = ("address", "postcode", "city", "country", "telephone", "email")
_NAMES = ("last_name", "first_name")


def annex_pdf(
    case: Case, files: Sequence[EvidenceFile], firm: Firm, made_at: datetime
) -> bytes:
    """The template as PDF, filled in from the complaint. `made_at` needs an offset."""
    complaint = case.complaint
    words = ExportWords(firm)
    said = words.annex
    footer = words.case["footer"].format(
        firm=firm.name, reference=complaint.reference, made=words.moment(made_at)
    )
    paper = Paper(firm, all_texts(case, files, firm), footer, words.language)

    def fields(names: Sequence[str], known: dict[str, str]) -> None:
        for name in names:
            value = known.get(name, "")
            paper.line(said[name], value, open_=not value)

    paper.begin(said["title"], made_at)
    paper.note(
        said["subtitle"].format(
            reference=complaint.reference, received=words.moment(complaint.received_at)
        )
    )
    no_account = complaint.account_id == firm.account_id.none
    client = {
        "last_name": (
            said["whole_name"].format(name=complaint.full_name)
            if complaint.full_name
            else ""
        ),
        "client_reference": "" if no_account else complaint.account_id,
        "country": words.answer(FIELDS["country"], complaint),
        "email": complaint.email,
    }
    paper.heading(said["complainant"])
    fields((*_NAMES, "registration", "lei", "client_reference", *_ADDRESS), client)
    paper.heading(said["complainant_contact"])
    fields((*_NAMES, *_ADDRESS), {})
    paper.heading(said["representative"])
    paper.note(said["representative_hint"])
    fields((*_NAMES, "registration_and_lei", *_ADDRESS), {})
    paper.heading(said["representative_contact"])
    fields((*_NAMES, *_ADDRESS), {})
    paper.heading(said["about"])
    for name, text in _answers(case, firm, words).items():
        paper.subheading(said[name])
        paper.verbatim(text)
    paper.subheading(said["documents"])
    listed = (said["document"].format(name=f.name, sha256=f.sha256) for f in files)
    paper.verbatim("\n".join(listed))
    paper.ln(4)
    fields(("place_and_date", "signature"), {})
    paper.note(words.case["fonts"])
    return bytes(paper.output())


def _answers(case: Case, firm: Firm, words: ExportWords) -> dict[str, str]:
    """The fields of part 3; "" stays empty."""
    complaint, said = case.complaint, words.annex
    category = words.answer(FIELDS["category"], complaint)
    service = [said["about_service"].format(firm=firm.name, category=category)]
    if complaint.ticket_numbers:
        tickets = ", ".join(complaint.ticket_numbers)
        service.append(said["tickets"].format(tickets=tickets))
    # The wish, which the chat asks for last, comes first.
    other = [
        f"{words.label(field.name)}: {text}"
        for field in reversed(FIELDS.values())
        if field.kind is Kind.LONG_TEXT and field.optional
        if (text := words.answer(field, complaint, between=", "))
    ]
    added = [note.text for note in case.notes if note.is_clients]
    return {
        "service": "\n".join(service),
        "description": complaint.description,
        "facts": words.answer(FIELDS["occurred"], complaint),
        "damage": "",
        "other": "\n".join([*other, *added]),
    }
