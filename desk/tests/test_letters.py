"""The mails after the acknowledgement: what each says, in both parts, and that it stays said."""

import asyncio
from datetime import date

import pytest
from sqlalchemy import select

from desk.cases.service import Cases
from desk.cases.states import Outcome, Status
from desk.database import Database
from desk.mail.drafts import DecidedPoint, Decision, Delay, Draft, MailKind, Question
from desk.mail.letter import Letter
from desk.mail.worker import MailWorker, Pace
from desk.models import OutboxMail
from desk.tests.cases import OFFICIAL, POINT, file_one
from desk.tests.conftest import Clock, Postbox
from desk.tests.mails import html_of, lines_of, tags_of, text_of, words_of
from desk.tests.test_acknowledgement import HOSTILE, OWN_TAGS
from firm import Firm

SECOND = DecidedPoint("No answer came.", Outcome.NOT_UPHELD, "It came on 4 January.")
DRAFTS: dict[MailKind, Draft | None] = {
    MailKind.INVESTIGATING: None,
    MailKind.QUESTION: Question("Which network was it?\nAnd which day?"),
    MailKind.DELAY: Delay("The bank has not answered.", date(2025, 2, 3)),
    MailKind.DECISION: Decision(
        Outcome.PARTLY, (POINT, SECOND), "Go to https://arbiter.example/ with it."
    ),
    MailKind.CLOSED: None,
    MailKind.WITHDRAWN: None,
    MailKind.REOPENED: None,
}
SAID = {
    MailKind.INVESTIGATING: ("looking into", "Tuesday 21 January 2025"),
    MailKind.QUESTION: (
        "Which network was it?",
        "And which day?",
        "Answer this e-mail",
    ),
    MailKind.DELAY: (
        "Tuesday 21 January 2025",
        "Monday 3 February 2025",
        "The bank has not answered.",
    ),
    MailKind.DECISION: (
        "We uphold your complaint in part.",
        "The withdrawal is late.",
        "It was held by mistake.",
        "No answer came.",
        "not upheld",
        "It came on 4 January.",
        "https://arbiter.example/",
    ),
    MailKind.CLOSED: ("closed", "opened again"),
    MailKind.WITHDRAWN: ("withdrew", "no longer look into it"),
    MailKind.REOPENED: ("again", "Tuesday 21 January 2025"),
}
TAGS = OWN_TAGS | {"h3"}


@pytest.fixture
def cases(sqlite_database: Database, firm: Firm, clock: Clock) -> Cases:
    return Cases(sqlite_database, firm, clock)


@pytest.fixture
def filed(sqlite_database: Database, firm: Firm, clock: Clock) -> int:
    return file_one(sqlite_database, firm, clock)


def both(letter: Letter) -> tuple[str, str]:
    """The words of the text part and of the HTML part, each in one line."""
    return " ".join(letter.text.split()), words_of(letter.html)


@pytest.mark.parametrize("kind", list(DRAFTS))
def test_both_parts_say_what_matters_and_whom_to_ask(
    cases: Cases, filed: int, firm: Firm, kind: MailKind
) -> None:
    letter = cases.preview(filed, kind, DRAFTS[kind])
    reference = cases.read(filed).complaint.reference
    assert reference in letter.subject
    assert firm.name in letter.subject
    for part in both(letter):
        for said in (*SAID[kind], reference, firm.contact.name, firm.contact.email):
            assert said in part
    assert "\n\n\n\n" not in letter.text
    assert all(len(line) <= 100 for line in letter.text.split("\n"))


@pytest.mark.parametrize("kind", list(DRAFTS))
def test_none_promises_an_outcome_or_is_sorry_by_rote(
    cases: Cases, filed: int, kind: MailKind
) -> None:
    for part in both(cases.preview(filed, kind, DRAFTS[kind])):
        for word in ("guarantee", "refund", "sorry", "apolog", "compens", "right to"):
            assert word not in part.lower()


@pytest.mark.parametrize("kind", list(DRAFTS))
def test_another_firms_mail_has_nothing_of_the_first(
    sqlite_database: Database, bank: Firm, firm: Firm, clock: Clock, kind: MailKind
) -> None:
    filed = file_one(sqlite_database, bank, clock)
    letter = Cases(sqlite_database, bank, clock).preview(filed, kind, DRAFTS[kind])
    for part in (letter.subject, letter.text, letter.html):
        assert firm.name not in part
    assert bank.contact.phone and bank.contact.phone in letter.text
    assert "Harbour &amp; Vale Bank" in letter.html


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_a_person_wrote_stays_words(
    cases: Cases, filed: int, hostile: str
) -> None:
    for draft in (
        Question(hostile),
        Delay(hostile, date(2025, 2, 3)),
        Decision(
            Outcome.UPHELD, (DecidedPoint(hostile, Outcome.UPHELD, hostile),), hostile
        ),
    ):
        letter = cases.preview(filed, draft.kind, draft)
        assert {tag for tag, _ in tags_of(letter.html)} <= TAGS
        assert "\n" not in letter.subject
        links = [
            given.get("href") or "" for tag, given in tags_of(letter.html) if tag == "a"
        ]
        assert all(link.startswith(("http", "mailto:")) for link in links)
        assert letter.text.count("\nHOW TO REACH A PERSON\n") == 1


def test_the_decision_tells_clients_what_the_firm_file_says_for_their_country(
    sqlite_database: Database, firm: Firm, clock: Clock
) -> None:
    cases = Cases(sqlite_database, firm, clock)
    told = {
        country: cases.read(
            file_one(sqlite_database, firm, clock, country=country)
        ).next_steps
        for country in ("IE", "GB", "BR")
    }
    assert "consumer-redress.ec.europa.eu" in told["IE"]
    assert "Financial Ombudsman Service" in told["GB"]
    assert "Financial Ombudsman Service" not in told["IE"] + told["BR"]
    for text in told.values():
        assert "may be able" in text


@pytest.mark.parametrize(
    ("new_date", "late"), [(date(2025, 3, 7), False), (date(2025, 3, 10), True)]
)
def test_a_delay_beyond_the_laws_limit_says_what_that_means(
    sqlite_database: Database, firm: Firm, clock: Clock, new_date: date, late: bool
) -> None:
    filed = file_one(sqlite_database, firm, clock, country="GB")
    cases = Cases(sqlite_database, firm, clock)
    for part in both(cases.preview(filed, MailKind.DELAY, Delay("Slow.", new_date))):
        assert ("Once eight weeks have passed" in part) == late


def test_a_delay_does_not_forget_the_question_that_is_open(
    cases: Cases, filed: int
) -> None:
    draft = Delay("Slow.", date(2025, 2, 3))
    cases.move(filed, Status.INVESTIGATING, OFFICIAL, 1, "")
    for part in both(cases.preview(filed, MailKind.DELAY, draft)):
        assert "You need not do anything" in part
    cases.ask_client(filed, "Which day?", OFFICIAL, 2)
    for part in both(cases.preview(filed, MailKind.DELAY, draft)):
        assert "We still wait for your answer" in part
        assert "You need not do anything" not in part


def test_the_question_says_whether_the_date_moves(
    sqlite_database: Database, firm: Firm, bank: Firm, clock: Clock
) -> None:
    for there, moves in ((firm, False), (bank, True)):
        filed = file_one(sqlite_database, there, clock)
        cases = Cases(sqlite_database, there, clock)
        for part in both(cases.preview(filed, MailKind.QUESTION, Question("Which?"))):
            assert ("are added to this date" in part) == moves


def test_a_kind_with_another_draft_than_its_own_is_a_mistake(
    cases: Cases, filed: int
) -> None:
    with pytest.raises(TypeError):
        cases.preview(filed, MailKind.DECISION)
    with pytest.raises(TypeError):
        cases.preview(filed, MailKind.DELAY, Question("Which?"))


def send_all(database: Database, firm: Firm, clock: Clock, postbox: Postbox) -> None:
    worker = MailWorker(
        database=database, firm=firm, delivery=postbox, now=clock, pace=Pace()
    )

    async def send() -> None:
        while await worker.send_one():
            pass

    asyncio.run(send())


def test_the_mails_of_a_complaint_are_one_conversation(
    sqlite_database: Database,
    firm: Firm,
    clock: Clock,
    postbox: Postbox,
    cases: Cases,
    filed: int,
) -> None:
    file_one(sqlite_database, firm, clock)
    cases.move(filed, Status.INVESTIGATING, OFFICIAL, 1, "")
    clock.forward(minutes=1)
    cases.ask_client(filed, "Which day?", OFFICIAL, 2)
    send_all(sqlite_database, firm, clock, postbox)
    reference = cases.read(filed).complaint.reference
    first, second, third = (
        message for _, message in postbox.mails if reference in message["subject"]
    )
    assert first["in-reply-to"] is None
    assert first["references"] is None
    assert second["in-reply-to"] == first["message-id"]
    assert third["in-reply-to"] == second["message-id"]
    assert third["references"].split() == [first["message-id"], second["message-id"]]
    # A holiday notice is welcome where a person asked.
    assert first["auto-submitted"] == "auto-generated"
    assert third["auto-submitted"] is None


def test_what_was_previewed_is_what_is_sent_whatever_happens_meanwhile(
    sqlite_database: Database,
    firm: Firm,
    clock: Clock,
    postbox: Postbox,
    cases: Cases,
    filed: int,
) -> None:
    draft = Delay("The bank has not answered.", date(2025, 2, 3))
    preview = cases.preview(filed, MailKind.DELAY, draft)
    cases.delay(filed, draft.reason, draft.new_date, OFFICIAL, 1)
    # The server is away, and much happens before it is back.
    clock.forward(hours=3)
    cases.move(filed, Status.INVESTIGATING, OFFICIAL, 2, "")
    cases.delay(filed, "The bank again.", date(2025, 2, 20), OFFICIAL, 3)
    cases.decide(filed, Outcome.UPHELD, [POINT], "", OFFICIAL, 4)
    send_all(sqlite_database, firm, clock, postbox)
    sent = postbox.mails[1][1]
    assert sent["subject"] == preview.subject
    assert lines_of(text_of(sent).rstrip()) == lines_of(preview.text.rstrip())
    assert html_of(sent).rstrip() == preview.html.rstrip()
    second = text_of(postbox.mails[3][1])
    assert "Monday 3 February 2025" in second
    assert "Thursday 20 February 2025" in second


def test_a_late_acknowledgement_names_the_date_in_force(
    sqlite_database: Database,
    firm: Firm,
    clock: Clock,
    postbox: Postbox,
    cases: Cases,
    filed: int,
) -> None:
    cases.delay(filed, "Slow.", date(2025, 2, 3), OFFICIAL, 1)
    send_all(sqlite_database, firm, clock, postbox)
    acknowledgement = " ".join(text_of(postbox.mails[0][1]).split())
    assert "We aim to answer you by Monday 3 February 2025." in acknowledgement


def test_mending_the_address_sends_what_was_held(
    sqlite_database: Database, firm: Firm, clock: Clock, postbox: Postbox, cases: Cases
) -> None:
    filed = file_one(sqlite_database, firm, clock, email="ada at home", flags=["email"])
    cases.move(filed, Status.INVESTIGATING, OFFICIAL, 1, "")
    send_all(sqlite_database, firm, clock, postbox)
    assert postbox.mails == []
    case = cases.read(filed)
    assert {mail.state for mail in case.mails} == {"held"}
    assert case.complaint.acknowledged_at is None
    assert cases.amend_email(filed, "ada@example.org", OFFICIAL, 2) == 2
    send_all(sqlite_database, firm, clock, postbox)
    assert [message["to"] for _, message in postbox.mails] == ["ada@example.org"] * 2
    case = cases.read(filed)
    assert case.complaint.acknowledged_at == clock.time
    assert case.complaint.flags == []
    # What was written at first stays on record.
    [amended] = [entry for entry in case.history if entry.kind == "email_amended"]
    assert (amended.reason, amended.data) == ("ada at home", {"mails": 2})


def test_a_dead_mail_goes_out_again_and_a_sent_one_as_another(
    sqlite_database: Database,
    firm: Firm,
    clock: Clock,
    postbox: Postbox,
    cases: Cases,
    filed: int,
) -> None:
    with sqlite_database.writing() as session:
        mail = session.scalars(select(OutboxMail)).one()
        mail.state, mail.refusals, mail.last_error = "dead", 8, "SMTPDataError 550"
    cases.resend(mail.id, OFFICIAL)
    send_all(sqlite_database, firm, clock, postbox)
    cases.resend(mail.id, OFFICIAL)
    send_all(sqlite_database, firm, clock, postbox)
    first, again = (message for _, message in postbox.mails)
    assert first["message-id"] != again["message-id"]
    assert first["subject"] == again["subject"]
    assert text_of(first) == text_of(again)
    released = [e for e in cases.read(filed).history if e.kind == "mail_released"]
    assert len(released) == 2
