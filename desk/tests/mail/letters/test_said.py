"""What each mail says, in both parts."""

from datetime import date

import pytest

from desk.cases.changes import Changes
from desk.cases.correspondence import Correspondence
from desk.cases.service import Cases
from desk.complaint.states import Outcome, Status
from desk.mail.drafts import DecidedPoint, Decision, Delay, Draft, MailKind, Question
from desk.mail.letter import Letter
from desk.storage.database import Database
from desk.tests.conftest import Clock
from desk.tests.mail.test_acknowledgement import HOSTILE, OWN_TAGS
from desk.tests.support.cases import OFFICIAL, POINT, cases_of, file_one
from desk.tests.support.mails import tags_of, words_of
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


def both(letter: Letter) -> tuple[str, str]:
    """The words of the text part and of the HTML part, each in one line."""
    return " ".join(letter.text.split()), words_of(letter.html)


@pytest.mark.parametrize("kind", list(DRAFTS))
def test_both_parts_say_what_matters_and_whom_to_ask(
    cases: Cases, mails: Correspondence, filed: int, firm: Firm, kind: MailKind
) -> None:
    letter = mails.preview(filed, kind, DRAFTS[kind])
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
    mails: Correspondence, filed: int, kind: MailKind
) -> None:
    for part in both(mails.preview(filed, kind, DRAFTS[kind])):
        for word in ("guarantee", "refund", "sorry", "apolog", "compens", "right to"):
            assert word not in part.lower()


@pytest.mark.parametrize("kind", list(DRAFTS))
def test_another_firms_mail_has_nothing_of_the_first(
    sqlite_database: Database, bank: Firm, firm: Firm, clock: Clock, kind: MailKind
) -> None:
    filed = file_one(sqlite_database, bank, clock)
    letter = Correspondence(Changes(sqlite_database, bank, clock)).preview(
        filed, kind, DRAFTS[kind]
    )
    for part in (letter.subject, letter.text, letter.html):
        assert firm.name not in part
    assert bank.contact.phone
    assert bank.contact.phone in letter.text
    assert "Harbour &amp; Vale Bank" in letter.html


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_a_person_wrote_stays_words(
    mails: Correspondence, filed: int, hostile: str
) -> None:
    for draft in (
        Question(hostile),
        Delay(hostile, date(2025, 2, 3)),
        Decision(
            Outcome.UPHELD, (DecidedPoint(hostile, Outcome.UPHELD, hostile),), hostile
        ),
    ):
        letter = mails.preview(filed, draft.kind, draft)
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
    cases = cases_of(sqlite_database, firm, clock)
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
    sqlite_database: Database,
    firm: Firm,
    clock: Clock,
    mails: Correspondence,
    new_date: date,
    late: bool,
) -> None:
    filed = file_one(sqlite_database, firm, clock, country="GB")
    for part in both(mails.preview(filed, MailKind.DELAY, Delay("Slow.", new_date))):
        assert ("Once eight weeks have passed" in part) == late


def test_a_delay_does_not_forget_the_question_that_is_open(
    cases: Cases, mails: Correspondence, filed: int
) -> None:
    draft = Delay("Slow.", date(2025, 2, 3))
    cases.move(filed, Status.INVESTIGATING, OFFICIAL, 1, "")
    for part in both(mails.preview(filed, MailKind.DELAY, draft)):
        assert "You need not do anything" in part
    cases.ask_client(filed, "Which day?", OFFICIAL, 2)
    for part in both(mails.preview(filed, MailKind.DELAY, draft)):
        assert "We still wait for your answer" in part
        assert "You need not do anything" not in part


def test_the_question_says_whether_the_date_moves(
    sqlite_database: Database, firm: Firm, bank: Firm, clock: Clock
) -> None:
    for there, moves in ((firm, False), (bank, True)):
        filed = file_one(sqlite_database, there, clock)
        mails = Correspondence(Changes(sqlite_database, there, clock))
        for part in both(mails.preview(filed, MailKind.QUESTION, Question("Which?"))):
            assert ("are added to this date" in part) == moves


def test_a_kind_with_another_draft_than_its_own_is_a_mistake(
    mails: Correspondence, filed: int
) -> None:
    with pytest.raises(TypeError):
        mails.preview(filed, MailKind.DECISION)
    with pytest.raises(TypeError):
        mails.preview(filed, MailKind.DELAY, Question("Which?"))
