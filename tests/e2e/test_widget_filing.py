"""A complaint is filed by keyboard alone, on every kind of screen, and axe finds nothing."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.widget import (
    SKIPS,
    Widget,
    check_accessibility,
    check_fits,
    check_sides,
    check_targets,
    expect_open,
    widget,
)
from tests.system import System

ANSWERS = {
    "email": "maria.lopez@example.com",
    "account_id": "AA12 N84G WQRX 4ASV",
    "full_name": "Maria Lopez",
    "country": "Portugal",
    "category": "other",
    "description": "Your staff closed my chat while I was still typing my question.",
    "desired_resolution": "An apology",
}
DESK = {"width": 1280, "height": 900}
SCREENS: dict[str, dict[str, Any]] = {
    "desk": {"viewport": DESK},
    "phone": {"viewport": {"width": 320, "height": 640}, "has_touch": True},
    # 400 % of a window of 1280 by 1024 pixels leaves this many (WCAG 2.2, 1.4.10).
    "zoom": {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4},
    "dark": {"viewport": DESK, "color_scheme": "dark"},
    "right-to-left": {"viewport": DESK, "name": "rtl"},
    "forced colours": {"viewport": DESK, "forced_colors": "active"},
    "reduced motion": {"viewport": DESK, "reduced_motion": "reduce"},
}


@pytest.mark.parametrize("screen", SCREENS)
def test_a_complaint_is_filed_by_keyboard_alone(
    system: System, browser: Browser, screen: str
) -> None:
    with widget(system, browser, **SCREENS[screen]) as chat:
        check(chat, "closed")
        open_by_keyboard(chat)
        check(chat, "open, with buttons")
        press_by_keyboard(chat, "Make a complaint")
        answer_all(chat)
        assert chat.focused == "h3 Your complaint"
        check(chat, "review")
        check_sides(chat)
        change_the_name(chat)
        submit(chat)
        check(chat, "receipt")
        use_the_receipt(chat)
        leave(chat)
        reference = filed_reference(chat)
        entry = system.register_entry(reference)
        assert entry["full_name"] == "Maria López-Ortiz"
        assert entry["description"] == ANSWERS["description"]
        if screen == "reduced motion":
            assert (
                chat.host.evaluate("host => host.shadowRoot.getAnimations().length")
                == 0
            )


def check(chat: Widget, state: str) -> None:
    check_accessibility(chat.page, state)
    check_targets(chat)
    check_fits(chat)


def open_by_keyboard(chat: Widget) -> None:
    keys = chat.page.keyboard
    keys.press("Tab")
    assert chat.focused == "a A link before the chat"
    keys.press("Tab")
    assert chat.focused == "button Complaints"
    with chat.turn():
        keys.press("Enter")
    assert chat.focused == "textarea Your message"


def press_by_keyboard(chat: Widget, title: str) -> None:
    """Tabs from the text box back to a button of the last message and presses it; then
    the text box has the focus again."""
    for _ in range(20):
        chat.page.keyboard.press("Shift+Tab")
        if chat.focused == f"button {title}":
            break
    assert chat.focused == f"button {title}"
    with chat.turn():
        chat.page.keyboard.press("Enter")


def answer_all(chat: Widget) -> None:
    for _ in range(20):
        asks = chat.asks
        if asks == "submit":
            return
        assert chat.focused == "textarea Your message", asks
        if asks in ANSWERS:
            type_by_keyboard(chat, ANSWERS[asks])
        else:
            press_by_keyboard(chat, SKIPS[str(asks)])
    raise AssertionError("the questions do not end")


def type_by_keyboard(chat: Widget, text: str) -> None:
    chat.page.keyboard.insert_text(text)
    with chat.turn():
        chat.page.keyboard.press("Enter")


def change_the_name(chat: Widget) -> None:
    names = []
    for _ in chat.values:
        chat.page.keyboard.press("Tab")
        names.append(chat.focused)
        if chat.focused == "button Edit Full name":
            break
    assert names[:1] == ["button Edit E-mail"], names
    with chat.turn():
        chat.page.keyboard.press("Enter")
    assert chat.focused == "textarea Your message"
    type_by_keyboard(chat, "Maria López-Ortiz")
    assert chat.focused == "h3 Your complaint"
    assert chat.values["Full name"] == "Maria López-Ortiz"


def submit(chat: Widget) -> None:
    for _ in chat.values:
        chat.page.keyboard.press("Tab")
        assert chat.focused.startswith("button Edit ")
    chat.page.keyboard.press("Tab")
    assert chat.focused == "button Submit complaint"
    with chat.turn():
        chat.page.keyboard.press("Enter")
    assert chat.focused == "h3 Complaint filed"


def use_the_receipt(chat: Widget) -> None:
    keys = chat.page.keyboard
    keys.press("Tab")
    assert chat.focused == "button Copy reference"
    keys.press("Enter")
    chat.page.wait_for_function(
        "document.querySelector('redress-chat').shadowRoot.querySelector('.copied').innerText"
    )
    keys.press("Tab")
    assert chat.focused == "button Print"
    keys.press("Enter")
    (printed,) = chat.page.evaluate("watched.printed")
    assert filed_reference(chat) in printed


def leave(chat: Widget) -> None:
    chat.page.keyboard.press("Escape")
    expect_open(chat, False)
    assert chat.focused == "button Complaints"


def filed_reference(chat: Widget) -> str:
    """The reference that the page was told, once, and that stands on the receipt."""
    (reference,) = [
        detail["reference"] for name, detail in chat.told if name == "filed"
    ]
    shown = chat.host.locator(".reference strong").text_content()
    assert shown == reference
    assert re.fullmatch(r"[A-Z]+-[A-Z0-9-]+", reference)
    return str(reference)


@pytest.mark.parametrize("screen", SCREENS)
def test_every_trouble_is_told_accessibly_on_every_screen(
    system: System, browser: Browser, screen: str
) -> None:
    with widget(system, browser, **SCREENS[screen]) as chat:
        away = {"status": 503, "reason": "The assistant is starting."}
        chat.page.route(
            "**/sessions",
            lambda route: route.fulfill(
                status=503, body=json.dumps(away), headers={"Retry-After": "60"}
            ),
            times=1,
        )
        chat.launcher.click()
        expect(chat.host.locator(".notice")).to_contain_text(away["reason"])
        check(chat, "error")
        with chat.turn():
            chat.button("Try again").click()
        chat.text.fill("x" * 8001)
        chat.text.press("Enter")
        expect(chat.host.locator(".refused")).to_contain_text("Not sent.")
        check(chat, "refused")
        chat.button("Change and send again").click()
        chat.say("I cannot log in to my account")
        expect(chat.host.locator(".card.support")).to_be_visible()
        check(chat, "support")
        chat.page.context.set_offline(True)
        expect(chat.host.locator(".notice")).to_contain_text("You are offline")
        chat.text.fill("Are you there?")
        chat.text.press("Enter")
        expect(chat.host.locator(".fate").last).to_have_text("Waits for the connection")
        check(chat, "offline")
        with chat.turn():  # its answer must not come in the middle of the next check
            chat.page.context.set_offline(False)
        expect(chat.host.locator(".waiting")).to_have_count(0)
        chat.button("Clear chat").click()
        check(chat, "clear")
