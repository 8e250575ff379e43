"""A client's request to withdraw, from the queue to an official's answer."""

import pytest
from fastapi.testclient import TestClient

from desk.storage.database import Database
from desk.tests.conftest import Clock
from desk.tests.support.cases import ask_to_withdraw, file_one
from desk.tests.support.staffing import ConsolePage, sign_in_as
from firm import Firm

pytestmark = pytest.mark.usefixtures("no_mail_goes_out")


def test_a_request_to_withdraw_stands_first_until_somebody_decides(
    client: TestClient, database: Database, firm: Firm, clock: Clock
) -> None:
    id_ = file_one(database, firm, clock)
    ask_to_withdraw(database, firm, clock, id_, "<i>I was</i> paid; drop it.")
    sign_in_as(client)
    at = f"/console/complaints/{id_}"
    page = ConsolePage(client.get(at).text)
    assert "The client asked to withdraw the complaint, 10 Jan 2025" in page.text
    assert page.text.count("<i>I was</i> paid; drop it.") == 2
    assert {f"{at}/do/withdraw", f"{at}/do/keep_open"} <= set(page.links)
    queue = client.get("/console/?view=withdrawal_asked").text
    assert f'href="{at}"' in queue
    assert "Asks to withdraw" in queue
    form = {
        **ConsolePage(client.get(f"{at}/do/keep_open").text).inputs,
        "reason": "They meant the payout.",
    }
    done = client.post(f"{at}/do/keep_open", data={**form, "step": "send"})
    assert "It stays open, and the request is settled." in done.text
    assert "It goes on until somebody decides" not in done.text
    assert "They meant the payout." in done.text
    assert f'href="{at}"' not in client.get("/console/?view=withdrawal_asked").text
