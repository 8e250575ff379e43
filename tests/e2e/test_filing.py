"""A person files a complaint through the page, and it arrives as they typed it."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.system import System

DESCRIPTION = (
    'On 3 March you stopped my 0.5 BTC withdrawal & said "wait" <b>3 weeks</b>.'
)


def _say(page: Page, text: str, then: str) -> None:
    box = page.get_by_role("textbox")
    box.fill(text)
    box.press("Enter")
    _see(page, then)


def _press(page: Page, title: str, then: str) -> None:
    page.get_by_role("button", name=title, exact=True).last.click()
    _see(page, then)


def _see(page: Page, words: str) -> None:
    expect(page.get_by_text(words).last).to_be_visible(timeout=15_000)


def test_a_complaint_filed_through_the_page_is_in_the_register_and_in_the_mail(
    system: System, browser: Browser, tmp_path: Path
) -> None:
    page = browser.new_page(viewport={"width": 420, "height": 860})
    page.goto(f"{system.chat_url}/webhooks/webchat/")
    page.get_by_role("button", name="Start a complaint").click()
    _see(page, "automated complaints assistant")
    _press(page, "Make a complaint", "What is the e-mail address")
    _say(page, "maria.lopez@example.com", "What is your Public Account ID")
    _say(page, "AA12 N84G WQRX 4ASV", "What is your full name")
    _say(page, "María López-Ortiz", "Which country")
    _say(page, "Portugal", "What is your complaint about")
    _press(page, "See all", "Statements and tax records")
    _press(page, "Crypto withdrawal", "What happened?")
    _say(page, DESCRIPTION, "ticket numbers about this")
    # The day was told in the story, so it is not asked for.
    _say(page, "#04471203", "Who was involved")
    _press(page, "Nobody", "What have you already done")
    _say(page, "I wrote to support twice", "What would you like us to do")
    _say(page, "Release it", "Please check your complaint")
    _press(page, "Submit complaint", "Your complaint is filed")
    said = page.get_by_text("Your complaint is filed").last.inner_text()
    page.screenshot(path=str(tmp_path / "filed.png"))
    page.close()

    found = re.search(r"Your reference is (\S+?)\.", said)
    assert found, said
    filed = system.register_entry(found[1])
    assert {name: filed[name] for name in EXPECTED} == EXPECTED
    mail = system.mail_for(found[1])
    body = mail.get_body(("plain",))
    assert body is not None
    told = body.get_content()
    for value in (DESCRIPTION, "María López-Ortiz", "04471203", "Release it"):
        assert value in told


EXPECTED = {
    "email": "maria.lopez@example.com",
    "account_id": "AA12N84GWQRX4ASV",
    "full_name": "María López-Ortiz",
    "country": "PT",
    "category": "crypto_withdrawal",
    "description": DESCRIPTION,
    "ticket_numbers": ["04471203"],
    "individuals": [],
    "actions_taken": "I wrote to support twice",
    "desired_resolution": "Release it",
    "flags": [],
}
