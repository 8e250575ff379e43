"""A person files a complaint through the page, and it arrives as they typed it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from tests.e2e.at_chat import DESCRIPTION, EMAIL, NAME, file_in_the_chat
from tests.system import System

EXPECTED = {
    "email": EMAIL,
    "account_id": "AA12N84GWQRX4ASV",
    "full_name": NAME,
    "country": "PT",
    "category": "crypto_withdrawal",
    "description": DESCRIPTION,
    "ticket_numbers": ["04471203"],
    "individuals": [],
    "actions_taken": "I wrote to support twice",
    "desired_resolution": "Release it",
    "flags": [],
}


def test_a_complaint_filed_through_the_page_is_in_the_register_and_in_the_mail(
    system: System, browser: Browser, tmp_path: Path
) -> None:
    page = browser.new_page(viewport={"width": 420, "height": 860})
    reference = file_in_the_chat(page, system.chat_url)
    page.screenshot(path=str(tmp_path / "filed.png"))
    page.close()

    filed = system.register_entry(reference)
    assert {name: filed[name] for name in EXPECTED} == EXPECTED
    mail = system.mail_for(reference)
    body = mail.get_body(("plain",))
    assert body is not None
    told = body.get_content()
    for value in (DESCRIPTION, NAME, "04471203", "Release it"):
        assert value in told
