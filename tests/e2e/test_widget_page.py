"""The page at the channel's address, as it is served: its policy, its script, its button."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.widget import (
    SCRIPT,
    WATCH,
    Widget,
    check_accessibility,
    check_targets,
    needs_widget,
)
from tests.system import System

SCREENS = {
    "desk": {"viewport": {"width": 1280, "height": 900}},
    "phone in the dark": {
        "viewport": {"width": 320, "height": 640},
        "color_scheme": "dark",
    },
    "forced colours": {
        "viewport": {"width": 1280, "height": 900},
        "forced_colors": "active",
    },
}


@pytest.mark.parametrize("screen", SCREENS)
def test_the_page_opens_the_chat_under_its_own_strict_policy(
    system: System, browser: Browser, screen: str
) -> None:
    needs_widget()
    context = browser.new_context(**SCREENS[screen])
    context.add_init_script(WATCH)
    asked: set[str] = set()
    context.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    page = context.new_page()
    served = page.goto(f"{system.chat_url}/webhooks/webchat/")
    assert served is not None
    policy = served.headers["content-security-policy"]
    assert "require-trusted-types-for 'script'" in policy
    assert "unsafe" not in policy
    chat = Widget(page)
    expect(chat.launcher).to_be_visible()
    check_accessibility(page, "closed")
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wide
    with chat.turn():
        page.get_by_role("button", name="Start a complaint").click()
    assert chat.focused == "textarea Your message"
    check_accessibility(page, "open")
    check_targets(chat)
    chat.press("Make a complaint")
    chat.text.press("Escape")
    assert chat.focused == "button Complaints"
    assert chat.violations == []
    assert "{{" not in page.content()
    assert asked == {urlsplit(system.chat_url).netloc}
    context.close()


def test_the_script_is_served_as_it_was_built(system: System, browser: Browser) -> None:
    needs_widget()
    page = browser.new_page()
    answer = page.request.get(f"{system.chat_url}/webhooks/webchat/redress-chat.js")
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.body() == SCRIPT.read_bytes()
    page.close()
