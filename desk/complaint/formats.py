"""Formats of the fields of a submission that this firm can work with.

A field that the client typed wrongly twice is taken as typed and flagged
(docs/conversation.md, rule 9), and one that they would not say is left empty and flagged
(docs/contracts/desk.md). Its format is then not checked, since otherwise the complaint
would be lost over it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from email_validator import EmailNotValidError, validate_email

from desk.complaint.submission import Submission
from firm import Firm
from firm.countries import COUNTRIES


@dataclass(frozen=True)
class FormatFault:
    """A wrong format: where it is in the body, and a reason that quotes nothing."""

    place: tuple[str, ...]
    reason: str


def format_faults(submission: Submission, firm: Firm) -> list[FormatFault]:
    """The faults of all fields that are not flagged."""
    waived = frozenset(submission.flags)
    return [
        fault
        for name, check in _CHECKS.items()
        if name not in waived
        for fault in check(submission, firm)
    ]


def mail_address(typed: str) -> str | None:
    """The address to send to, its domain in ASCII where it has one; None if it is none.

    Only its form is checked: whether the domain takes mail shows when mail is sent.
    """
    try:
        address = validate_email(typed.strip(), check_deliverability=False)
    except EmailNotValidError:
        return None
    return address.ascii_email or f"{address.local_part}@{address.ascii_domain}"


def _email(submission: Submission, _firm: Firm) -> Iterator[FormatFault]:
    if (
        submission.email != submission.email.strip()
        or mail_address(submission.email) is None
    ):
        yield FormatFault(("email",), "is not an e-mail address")


def _account_id(submission: Submission, firm: Firm) -> Iterator[FormatFault]:
    rule = firm.account_id
    if not submission.account_id:
        return  # The client has one, and did not have it to hand.
    if submission.account_id != rule.none and not re.fullmatch(
        rule.pattern, submission.account_id
    ):
        yield FormatFault(("account_id",), f"must be {rule.shape}, or “{rule.none}”")


def _full_name(submission: Submission, _firm: Firm) -> Iterator[FormatFault]:
    if not submission.full_name:
        yield FormatFault(("full_name",), "is empty, and flags does not name it")


def _country(submission: Submission, _firm: Firm) -> Iterator[FormatFault]:
    if submission.country not in COUNTRIES:
        yield FormatFault(
            ("country",), "is not the ISO 3166-1 alpha-2 code of a country"
        )


def _category(submission: Submission, firm: Firm) -> Iterator[FormatFault]:
    if submission.category not in {category.id for category in firm.categories}:
        yield FormatFault(
            ("category",), "is not the id of one of the firm's categories"
        )


def _occurred(submission: Submission, _firm: Firm) -> Iterator[FormatFault]:
    occurred = submission.details.occurred
    if occurred is None:
        return
    ends = {"from": occurred.from_, "to": occurred.to}
    instants = {name: _instant(text) for name, text in ends.items() if text is not None}
    for name, instant in instants.items():
        if instant is None:
            yield FormatFault(
                ("details", "occurred", name),
                "is not a date and time in ISO 8601 with an offset",
            )
    first, last = instants.get("from"), instants.get("to")
    if first and last and last < first:
        yield FormatFault(("details", "occurred", "to"), "is earlier than “from”")


def _instant(text: str) -> datetime | None:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return None
    return instant if instant.tzinfo is not None else None


_CHECKS: dict[str, Callable[[Submission, Firm], Iterator[FormatFault]]] = {
    "email": _email,
    "account_id": _account_id,
    "full_name": _full_name,
    "country": _country,
    "category": _category,
    "occurred": _occurred,
}
