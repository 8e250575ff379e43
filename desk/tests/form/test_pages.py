"""The whole way without JavaScript: questions, check, explicit submit, receipt."""

from email.message import EmailMessage

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select

from desk.complaint.submission import Submission
from desk.models import Complaint
from desk.storage.database import Database
from desk.tests.conftest import DeskFor, Postbox
from desk.tests.support.complaint import STORY, answers_to, complaint_to
from desk.tests.support.filing import ask, file
from desk.tests.support.forms import FORM, Page, opened, press
from desk.tests.support.serving import until
from desk.words.wording import Wording
from fields import FIELDS
from firm import Firm


def filed(database: Database) -> list[Complaint]:
    with database.reading() as session:
        return list(session.scalars(select(Complaint).order_by(Complaint.id)))


def count(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Complaint)) or 0


def checked(client: TestClient, firm: Firm, **changes: str) -> Page:
    status, page = press(client, opened(client), **answers_to(firm, **changes))
    assert (status, page.texts["h1"]) == (200, "Check your complaint")
    return page


def test_the_whole_way_to_the_reference_and_both_dates(
    client: TestClient, database: Database, firm: Firm, postbox: Postbox
) -> None:
    page = checked(client, firm)
    assert count(database) == 0
    status, receipt = press(client, page, "submit")
    assert (status, receipt.texts["h1"]) == (201, "Your complaint is filed")
    (complaint,) = filed(database)
    assert receipt.texts["strong"] == complaint.reference
    assert receipt.definitions == {
        "Received": "Friday 10 January 2025, 12:00 (GMT+00:00)",
        "We confirm it by": "Tuesday 14 January 2025",
        "We aim to answer by": "Tuesday 21 January 2025",
    }
    for _ in until():
        if postbox.mails:
            break
    message: EmailMessage = postbox.mails[0][1]
    assert message["To"] == "ada@example.com"


def test_every_field_is_stored_as_the_api_would_store_it(
    client: TestClient, database: Database, firm: Firm
) -> None:
    press(client, checked(client, firm), "submit")
    (complaint,) = filed(database)
    sent = Submission.model_validate(complaint_to(firm, description=STORY))
    assert {name: getattr(complaint, name) for name in FIELDS} == sent.answers()
    assert (complaint.locale, complaint.flags) == (firm.locale, [])


@pytest.mark.parametrize(
    "story",
    [
        STORY,
        "\n\n  It begins with empty lines.",
        "It ends with them.\n\n\n",
        "a tab\there, and a \u00a0 wide space",
        "</textarea><script>alert(1)</script> &amp; &lt;b&gt; \u2028 line",
        'quotes " and \' in it "><img src=x onerror=alert(1)>',
    ],
)
def test_the_description_is_kept_to_the_last_character_through_every_page(
    client: TestClient, database: Database, firm: Firm, story: str
) -> None:
    page = checked(client, firm, description=story)
    _, form = press(client, page, "edit:email")
    assert form.close_form()["description"] == story
    _, page = press(client, form)
    press(client, page, "submit")
    assert filed(database)[0].description == story


def test_the_optional_fields_may_be_left_empty_or_skipped_in_words(
    client: TestClient, database: Database, firm: Firm
) -> None:
    left = {name: "" for name, field in FIELDS.items() if field.optional}
    left["occurred"] = "I don't remember"
    page = checked(client, firm, **left)
    shown = [page.definitions[Wording(firm).label(name)] for name in left]
    assert set(shown) == {"Not given"}
    press(client, page, "submit")
    (complaint,) = filed(database)
    for name in left:
        assert getattr(complaint, name) == FIELDS[name].filed(FIELDS[name].empty)


def test_an_answer_can_be_changed_from_the_check_page(
    client: TestClient, database: Database, firm: Firm
) -> None:
    page = checked(client, firm)
    status, form = press(client, page, "edit:country")
    assert (status, form.focused) == (200, ["country"])
    assert form.close_form().items() >= answers_to(firm).items()
    _, page = press(client, form, country="Portugal")
    press(client, page, "submit")
    assert filed(database)[0].country == "PT"


def test_every_field_has_a_label_a_hint_and_a_row_to_check(
    client: TestClient, firm: Firm
) -> None:
    form = opened(client)
    for name in FIELDS:
        assert f'<label for="{name}">' in form.html
        assert f'aria-describedby="{name}-hint"' in form.html
        assert form.texts[f"{name}-hint"]
    assert form.options["category"] == ["", *(c.id for c in firm.categories)]
    assert len(checked(client, firm).definitions) == len(FIELDS) == 11


def test_a_notice_for_the_client_s_country_is_shown_before_and_after(
    client: TestClient, firm: Firm
) -> None:
    text = firm.notices["US"].text
    page = checked(client, firm, country="the United States")
    _, receipt = press(client, page, "submit")
    assert text in page.html
    assert text in receipt.html
    assert text not in checked(client, firm).html


def test_no_script_nothing_from_elsewhere_and_nothing_kept_by_the_browser(
    client: TestClient, firm: Firm
) -> None:
    form = opened(client)
    page = checked(client, firm)
    _, receipt = press(client, page, "submit")
    for one in (form, page, receipt):
        assert "script" not in one.tags
        assert "style" not in one.tags
        assert " style=" not in one.html
        assert " onclick" not in one.html
    answer = client.get(FORM)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'self';")
    assert "unsafe" not in policy
    assert "script-src" not in policy
    posted = client.post(FORM, data=page.close_form())
    assert posted.headers["cache-control"] == "no-store"
    assert posted.headers["content-security-policy"] == policy
    sheet = client.get(f"{FORM}/form.css")
    assert sheet.headers["content-type"].startswith("text/css")
    assert "url(" not in sheet.text
    assert "@import" not in sheet.text


def test_the_bank_s_form_speaks_of_the_bank_alone(
    desk_for: DeskFor, database: Database, bank: Firm, firm: Firm
) -> None:
    with TestClient(desk_for(bank)) as client:
        form = opened(client)
        assert bank.account_id.shape in form.texts["account_id-hint"]
        assert form.options["category"] == ["", *(c.id for c in bank.categories)]
        page = checked(client, bank, account_id="1234-5678", country="Norway")
        assert "Our Norwegian branch" in page.html
        assert page.definitions["Account number"] == "12345678"
        status, receipt = press(client, page, "submit")
        assert status == 201
        assert receipt.texts["strong"].startswith("HV8-")
        for one in (form, page, receipt):
            assert firm.name not in one.html
            assert firm.account_id.label not in one.html
            assert "Harbour &amp; Vale Bank" in one.html
    (complaint,) = filed(database)
    assert (complaint.account_id, complaint.locale) == ("12345678", "en-GB")


def test_no_account_is_an_answer(
    client: TestClient, database: Database, firm: Firm
) -> None:
    press(client, checked(client, firm, account_id="no account"), "submit")
    assert filed(database)[0].account_id == firm.account_id.none


def test_the_form_is_no_part_of_the_api_and_does_not_open_it(
    client: TestClient, firm: Firm
) -> None:
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    assert not any(path.startswith(FORM) for path in paths)
    opened(client)
    assert client.post("/api/v1/complaints", json={}).status_code == 401


def test_the_status_of_a_complaint_from_the_form_can_be_asked(
    client: TestClient, firm: Firm
) -> None:
    _, receipt = press(client, checked(client, firm), "submit")
    answer = ask(client, receipt.texts["strong"], "ADA@example.com")
    # Acknowledged as soon as the mail is out, which may be now.
    assert answer.json()["status"] in ("received", "acknowledged")
    assert file(client, {}).status_code == 422
