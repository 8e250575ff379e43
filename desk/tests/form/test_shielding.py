"""What nobody may ask for is cut out of the form before any store sees it."""

import pytest
from fastapi.testclient import TestClient

from desk.storage.database import Database
from desk.tests.conftest import Postbox
from desk.tests.form.test_pages import count, filed
from desk.tests.support.complaint import answers_to
from desk.tests.support.forms import opened, press, send
from desk.tests.support.serving import until
from desk.words.wording import Wording
from firm import Firm
from shield import KINDS

PHRASE = "legal winner thank year wave sausage worth useful legal winner thank yellow"


@pytest.mark.parametrize(
    ("secret", "kind"),
    [(PHRASE, "recovery phrase"), ("4111 1111 1111 1111", "card number")],
)
def test_a_secret_is_in_no_table_in_no_mail_and_the_client_is_told(
    client: TestClient,
    database: Database,
    firm: Firm,
    postbox: Postbox,
    secret: str,
    kind: str,
) -> None:
    story = f"  They took it.\nI gave them {secret} and\n\nall is gone \t"
    answers = answers_to(firm, description=story)
    status, page = press(client, opened(client), **answers)
    assert status == 200
    assert secret not in page.html
    assert f"kept it nowhere: {kind}." in page.texts["main"]
    press(client, page, "submit")
    stored = filed(database)[0].description
    assert stored == story.replace(secret, f"[removed: {kind}]")
    for _ in until():
        if postbox.mails:
            break
    assert secret not in postbox.mails[0][1].as_string()


def test_a_secret_in_any_field_is_cut_on_the_page_of_errors_too(
    client: TestClient, firm: Firm
) -> None:
    answers = answers_to(firm, email="", desired_resolution=f"Use {PHRASE} please.")
    status, page = press(client, opened(client), **answers)
    assert status == 422
    assert PHRASE not in page.html
    assert page.close_form()["desired_resolution"] == (
        "Use [removed: recovery phrase] please."
    )


def test_what_was_cut_is_seen_on_the_check_page_before_it_is_filed(
    client: TestClient, database: Database, firm: Firm
) -> None:
    answers = answers_to(firm, description=f"I wrote {PHRASE} down.")
    fields = {**opened(client).fields, **answers, "step": "submit"}
    answer = send(client, fields)
    assert (answer.status_code, count(database)) == (200, 0)
    assert "Check your complaint" in answer.text


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_secret_has_a_marker_and_a_notice(firm: Firm, kind: str) -> None:
    wording = Wording(firm)
    name = wording.marker(kind).removeprefix("[removed: ").removesuffix("]")
    assert name
    assert f"kept it nowhere: {name}." in wording.removed([kind])
