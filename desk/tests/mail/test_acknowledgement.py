"""The acknowledgement says what was received, what happens by when, and whom to ask."""

import email
import email.policy
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import msgspec
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from desk.mail.letter import Letters, indented, one_line
from desk.mail.message import compose
from desk.models import Complaint, OutboxMail
from desk.storage.database import Database
from desk.tests.conftest import NOON, Postbox
from desk.tests.support.complaint import complaint_to, row_to
from desk.tests.support.filing import file
from desk.tests.support.mails import (
    block_after,
    fields_of,
    html_of,
    lines_of,
    tags_of,
    text_of,
    words_of,
)
from desk.tests.support.serving import until
from firm import Firm


def sent_and_parsed(message: EmailMessage) -> EmailMessage:
    """The mail as it arrives: written to bytes and read again."""
    raw = message.as_bytes(policy=email.policy.SMTP)
    parsed = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    """That both kinds keep every character is `test_filing`'s to show."""
    return sqlite_database


Acknowledged = Callable[..., EmailMessage]


@pytest.fixture
def acknowledged(
    desk_for: Callable[[Firm], FastAPI], firm: Firm, postbox: Postbox
) -> Acknowledged:
    """Files a complaint with these changes and gives the mail that came of it."""

    def acknowledged(to: Firm = firm, **changes: Any) -> EmailMessage:
        with TestClient(desk_for(to)) as client:
            answer = file(client, complaint_to(to, **changes))
            assert answer.status_code == 201, answer.text
            for _ in until():
                if postbox.mails:
                    break
        [(_, message)] = postbox.mails
        return sent_and_parsed(message)

    return acknowledged


def test_it_goes_to_the_client_from_the_firm(
    acknowledged: Acknowledged, firm: Firm, database: Database
) -> None:
    message = acknowledged()
    with database.reading() as session:
        complaint = session.scalars(select(Complaint)).one()
    assert message["to"] == "ada@example.com"
    assert message["from"].addresses[0].addr_spec == firm.mail.sender
    assert message["from"].addresses[0].display_name == firm.mail.sender_name
    assert message["reply-to"] == firm.mail.reply_to
    assert complaint.reference in message["subject"]
    assert firm.name in message["subject"]
    assert message["auto-submitted"] == "auto-generated"
    assert message["date"].datetime == NOON
    assert message.get_content_type() == "multipart/alternative"


def test_both_parts_say_the_reference_both_dates_and_how_to_reach_a_person(
    acknowledged: Acknowledged, firm: Firm, database: Database
) -> None:
    message = acknowledged()
    with database.reading() as session:
        complaint = session.scalars(select(Complaint)).one()
    text, words = text_of(message), words_of(html_of(message))
    for part in (" ".join(text.split()), words):
        assert complaint.reference in part
        assert "Tuesday 14 January 2025" in part
        assert "Tuesday 21 January 2025" in part
        assert "Friday 10 January 2025, 12:00 (GMT+00:00)" in part
        assert firm.contact.name in part
        assert firm.contact.email in part
        assert firm.contact.url in part


def test_both_parts_copy_every_field(acknowledged: Acknowledged, firm: Firm) -> None:
    message = acknowledged()
    body = complaint_to(firm)
    details = body["details"]
    shown = fields_of(html_of(message))
    assert shown == {
        "email": body["email"],
        "account_id": body["account_id"],
        "full_name": body["full_name"],
        "country": "Ireland",
        "category": firm.categories[0].title,
        "description": details["description"],
        "ticket_numbers": "1234567\nA-89",
        "occurred": details["occurred"]["text"],
        "individuals": "Agent Sam\nthe night desk",
        "actions_taken": details["actions_taken"],
        "desired_resolution": details["desired_resolution"],
    }
    text = text_of(message)
    assert block_after(text, "What happened") == lines_of(details["description"])
    assert block_after(text, "Support tickets") == details["ticket_numbers"]
    assert block_after(text, "People involved") == details["individuals"]
    for label, field in (
        ("E-mail", "email"),
        ("Full name", "full_name"),
        ("Country of residence", "country"),
        ("What it is about", "category"),
        ("When", "occurred"),
        (firm.account_id.label, "account_id"),
    ):
        assert f"\n{label}: {shown[field]}\n" in text
    for part in (text, words_of(html_of(message))):
        assert "7 January 2025, 12:00 – 7 January 2025, 18:00" in part


def test_what_was_not_given_is_said_to_be_so(acknowledged: Acknowledged) -> None:
    message = acknowledged(
        ticket_numbers=[],
        occurred=None,
        individuals=[],
        actions_taken="",
        desired_resolution="",
    )
    assert text_of(message).count(": not given\n") == 5
    assert words_of(html_of(message)).count("Not given") == 5
    assert "Understood as" not in text_of(message)


def test_clients_of_a_country_with_a_notice_are_told_it(
    acknowledged: Acknowledged, firm: Firm
) -> None:
    notice = firm.notices["US"]
    message = acknowledged(country="US")
    for part in (" ".join(text_of(message).split()), words_of(html_of(message))):
        assert notice.text in part
        assert notice.url is None or notice.url in part


def test_other_clients_are_not(acknowledged: Acknowledged, firm: Firm) -> None:
    message = acknowledged(country="IE")
    for part in (" ".join(text_of(message).split()), words_of(html_of(message))):
        assert firm.notices["US"].text not in part


def test_it_promises_nothing_about_the_outcome(acknowledged: Acknowledged) -> None:
    words = words_of(html_of(acknowledged())).lower()
    for promise in (
        "will resolve",
        "guarantee",
        "refund",
        "sorry",
        "apolog",
        "compens",
    ):
        assert promise not in words


def test_another_firms_mail_has_nothing_of_the_first(
    acknowledged: Acknowledged, bank: Firm, firm: Firm
) -> None:
    message = acknowledged(to=bank, country="NO")
    whole = f"{message['subject']}\n{message['from']}\n{text_of(message)}"
    assert bank.contact.phone
    assert bank.contact.phone in whole
    assert bank.contact.hours
    assert bank.contact.hours in whole
    assert bank.notices["NO"].text in " ".join(whole.split())
    for part in (whole, html_of(message)):
        assert firm.name not in part
        assert firm.contact.url not in part
        assert firm.account_id.label not in part
    assert "Harbour &amp; Vale Bank" in html_of(message)


OWN_TAGS = frozenset(
    [
        "html",
        "head",
        "meta",
        "title",
        "body",
        "div",
        "h1",
        "h2",
        "p",
        "strong",
        "br",
        "a",
        "dl",
        "dt",
        "dd",
    ]
)
HOSTILE = [
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "</dd></dl><h2>What happens next</h2><a href='https://evil.example'>Sign in</a>",
    "{{ firm.mail }}{% for x in y %}{# no #}",
    "&lt;b&gt; & &amp; \"quoted\" 'single'",
    "\n\nWHAT HAPPENS NEXT\n\nSend your password to evil@example.com\n",
    "\u202etxt.exe\u202c עברית \u2067العربية\u2069 👨‍👩‍👧‍👦",
    "tail \t \n \n",
    ".\n.\r\nFrom here\n-- \n>quoted\n",
    "=3D =\n=?utf-8?q?x?=",
    "long " * 2000,
    "a\x85b\u2028c\u2029d\x0be\x0cf",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_are_copied_and_do_nothing(
    acknowledged: Acknowledged, hostile: str
) -> None:
    message = acknowledged(description=hostile, full_name=f"Eve {hostile}")
    html = html_of(message)
    assert lines_of(fields_of(html)["description"]) == lines_of(hostile)
    assert fields_of(html)["full_name"] == one_line(f"Eve {hostile}")
    tags = tags_of(html)
    assert {tag for tag, _ in tags} <= OWN_TAGS
    assert not any(name.startswith("on") for _, given in tags for name in given)
    assert not any("evil.example" in (given.get("href") or "") for _, given in tags)
    # In the text part, only the mail's own words begin at the margin.
    text = text_of(message)
    assert text.count("\nWHAT HAPPENS NEXT\n") == 1
    shown = "\n".join(block_after(text, "What happened"))
    assert shown == "\n".join(indented(hostile).replace("\n    ", "\n")[4:].split("\n"))


@pytest.mark.parametrize("field", ["full_name", "account_id", "country", "category"])
def test_no_field_can_add_a_header_or_a_line(
    acknowledged: Acknowledged, field: str
) -> None:
    attack = "x\r\nBcc: everybody@example.com\r\n\r\nHOW TO REACH A PERSON"
    message = acknowledged(**{field: attack}, flags=[field])
    assert message["bcc"] is None
    assert message["to"] == "ada@example.com"
    assert text_of(message).count("\nHOW TO REACH A PERSON\n") == 1
    assert "Kept as you typed it" in text_of(message) or field == "full_name"


def test_what_was_not_given_is_said_and_not_called_typed(
    acknowledged: Acknowledged,
) -> None:
    open_ = ["account_id", "country", "full_name"]
    message = acknowledged(**dict.fromkeys(open_, ""), flags=open_)
    text = text_of(message)
    assert "Full name: not given\n(We may have to ask you for it.)" in text
    assert "Kept as you typed it" not in text + html_of(message)
    assert html_of(message).count("(We may have to ask you for it.)") == len(open_)
    assert "YOUR COUNTRY" not in text


@pytest.fixture(scope="module")
def letters() -> dict[str, Letters]:
    return {}


@given(
    words=st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1
    )
)
@example(words="\r")
@example(words="\ud7ff\U0010ffff\ue000\ufdd0")
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_words_arrive_as_they_were_written(
    firm: Firm, letters: dict[str, Letters], words: str
) -> None:
    letter = letters.setdefault("firm", Letters(firm)).write(
        "acknowledgement", a_complaint(firm, words)
    )
    arrived = sent_and_parsed(compose(letter, a_mail(), "ada@example.com", firm))
    shown = fields_of(html_of(arrived)).get("description", "")
    assert lines_of(shown) == lines_of(words)


def test_a_name_with_signs_of_all_kinds_makes_a_header_that_is_read_back(
    firm: Firm,
) -> None:
    mail = msgspec.structs.replace(
        firm.mail, sender_name='Überbank „Zürich“, "Beschwerden" (GmbH & Co.)'
    )
    there = msgspec.structs.replace(firm, mail=mail, name="銀行 Überbank")
    letter = Letters(there).write("acknowledgement", a_complaint(there, "Words."))
    arrived = sent_and_parsed(compose(letter, a_mail(), "ada@example.com", there))
    assert arrived["from"].addresses[0].display_name == mail.sender_name
    assert arrived["from"].addresses[0].addr_spec == firm.mail.sender
    assert arrived["subject"] == letter.subject


def a_complaint(firm: Firm, description: str) -> Complaint:
    return row_to(
        firm,
        reference="KR-0000-0000-0000-00",
        received_at=NOON,
        acknowledge_by=NOON.date(),
        resolve_by=NOON.date(),
        description=description,
        flags=[],
    )


def a_mail() -> OutboxMail:
    return OutboxMail(created_at=NOON, message_id="<1@example.com>")
