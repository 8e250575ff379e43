"""The widget on a page of another origin: two lines of HTML, and only where the firm allows it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.test_widget_filing import ANSWERS
from tests.e2e.widget import WATCH, Widget, needs_widget
from tests.host import Host
from tests.system import System


@pytest.fixture(autouse=True)
def embedded(system: System, host: Host) -> None:
    host.embed(f"{system.chat_url}/webhooks/webchat", system.chat_url)


@contextmanager
def page_at(browser: Browser, address: str) -> Iterator[Widget]:
    needs_widget()
    context = browser.new_context()
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(f"{address}/help")
    yield Widget(page)
    context.close()


def test_a_complaint_is_filed_from_a_page_of_an_allowed_origin(
    system: System, host: Host, browser: Browser
) -> None:
    with page_at(browser, host.allowed) as chat:
        asked: set[str] = set()
        chat.page.context.on("request", lambda r: asked.add(urlsplit(r.url).netloc))
        chat.page.reload()
        chat.open()
        chat.file(ANSWERS)
        before = chat.bubbles
        chat.page.reload()
        expect(chat.host.locator("li .bubble")).to_have_count(len(before))
        chat.press("Submit complaint")
        reference = chat.host.locator(".reference strong").text_content()
        assert system.register_entry(str(reference))["email"] == ANSWERS["email"]
        chat.button("Clear chat").click()  # DELETE, which the browser asks about first
        with chat.turn():
            chat.button("Delete chat").click()
        expect(chat.items).to_have_count(1)
        assert chat.violations == []
        assert asked == {urlsplit(a).netloc for a in (host.allowed, system.chat_url)}


def test_a_page_of_another_origin_gets_no_session(host: Host, browser: Browser) -> None:
    with page_at(browser, host.other) as chat:
        chat.launcher.click()
        expect(chat.host.locator(".notice")).to_contain_text("The connection is lost")
        expect(chat.items).to_have_count(0)
        kept = chat.page.evaluate("Object.keys(sessionStorage).join()")
        assert "session" not in kept
