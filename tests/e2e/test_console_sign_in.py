"""Signing in to the console by keyboard, on every kind of screen; who sees what."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from playwright.sync_api import Browser, Page, expect

from tests.e2e.console import PASSWORD, DeskAlone, sign_in
from tests.e2e.widget import check_accessibility, needs_widget

ADMIN, OFFICIAL, LOCKED = (
    "ada@example.com",
    "olive@example.com",
    "ned@example.com",
)
SCREENS: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1280, "height": 900}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "narrow": {"viewport": {"width": 320, "height": 640}, "has_touch": True},
    "narrow and dark": {
        "viewport": {"width": 320, "height": 640},
        "color_scheme": "dark",
    },
}
# Pages that every admin sees; the queue and the case page have tests of their own.
PAGES = ("account", "staff", "audit", "mails", "mails?view=sent")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DeskAlone]:
    desk = DeskAlone(Path(tmp_path_factory.mktemp("desk")))
    desk.add(ADMIN, "Ada Admin", "admin")
    desk.add(OFFICIAL, "Olive Official", "official")
    desk.add(LOCKED, "Ned Newcomer", "official")
    _with_figures(desk)
    yield desk
    desk.stop()


def _with_figures(desk: DeskAlone) -> None:
    """Stores some steps of chats, so that there is something to draw."""
    kinds = [
        ("started", ""),
        ("field_answered", "email"),
        ("sent_to_support", "fees"),
        ("this_is_a_complaint", "fees"),
    ]
    events = [
        {"id": str(uuid.uuid4()), "kind": k, "subject": s, "conversation": "c-1"}
        for k, s in kinds
    ]
    answer = requests.post(
        f"{desk.url}/api/v1/events", json={"events": events}, headers=desk.bearer
    )
    answer.raise_for_status()
    category = "other"
    for number in range(3):
        answer = requests.post(
            f"{desk.url}/api/v1/complaints",
            json={
                "email": "maria@example.com",
                "account_id": "No Account",
                "full_name": "Maria Lopez",
                "country": "PT",
                "category": category,
                "details": {"description": f"Story {number}"},
                "locale": "en-IE",
                "conversation": f"c-{number}",
            },
            headers={**desk.bearer, "Idempotency-Key": f"key {number}"},
        )
        answer.raise_for_status()


@pytest.fixture
def page(browser: Browser, desk: DeskAlone) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_an_official_signs_in_by_keyboard_alone_and_out_again(
    page: Page, desk: DeskAlone
) -> None:
    page.goto(f"{desk.url}/console/account")
    expect(page).to_have_title("Sign in – Kraken complaints desk")
    # The first input has the focus already.
    page.keyboard.type(OFFICIAL)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Sign in")).to_be_focused()
    page.keyboard.press("Enter")
    # The page to which they wanted to go in the first place.
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.get_by_role("button", name="Sign out").press("Enter")
    expect(page.get_by_role("status")).to_have_text("You are signed out.")
    page.go_back()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_no_script_sees_the_session_and_no_page_complains(
    page: Page, desk: DeskAlone
) -> None:
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    sign_in(page, desk.url, ADMIN)
    for path in PAGES:
        page.goto(f"{desk.url}/console/{path}")
    assert complaints == []
    assert page.evaluate("document.cookie") == ""
    assert page.evaluate("Object.keys(localStorage)") == []
    (cookie,) = page.context.cookies()
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Lax")


def test_wrong_passwords_lock_an_account_and_the_page_never_says_which_was_wrong(
    page: Page, desk: DeskAlone
) -> None:
    said = set()
    for email, password in [
        ("nobody@example.com", PASSWORD),
        *[(LOCKED, f"wrong {number}") for number in range(5)],
        (LOCKED, PASSWORD),
    ]:
        sign_in(page, desk.url, email, password)
        alert = page.get_by_role("alert")
        expect(alert).to_be_focused()
        said.add(alert.inner_text())
        expect(page.get_by_label("E-mail")).to_have_value(email)
        expect(page.get_by_label("Password")).to_have_value("")
    assert len(said) == 1
    sign_in(page, desk.url, OFFICIAL)
    expect(page.get_by_role("link", name="Olive Official")).to_be_visible()


def test_an_official_neither_sees_nor_reaches_what_is_the_admins(
    page: Page, desk: DeskAlone
) -> None:
    sign_in(page, desk.url, OFFICIAL)
    menu = page.get_by_role("navigation", name="Main")
    expect(menu.get_by_role("link", name="Insight")).to_be_visible()
    expect(menu.get_by_role("link", name="Staff")).to_have_count(0)
    for path in ("staff", "audit"):
        answer = page.goto(f"{desk.url}/console/{path}")
        assert answer is not None
        assert answer.status == 403
        expect(page.get_by_role("heading")).to_have_text("That is not allowed")


def test_an_admin_adds_somebody_gives_a_role_and_finds_it_in_the_log(
    page: Page, desk: DeskAlone
) -> None:
    sign_in(page, desk.url, ADMIN)
    page.get_by_role("link", name="Staff").click()
    page.get_by_label("Name").fill("Grace Hopper")
    page.get_by_label("E-mail").fill("grace@example.com")
    page.get_by_label("First password").fill("password1234")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("alert")).to_contain_text("easily guessed")
    expect(page.get_by_label("Name")).to_have_value("Grace Hopper")
    page.get_by_label("First password").fill(PASSWORD)
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("status")).to_contain_text("may sign in now")
    page.get_by_text("Change Grace Hopper").click()
    page.get_by_label("Role").locator("visible=true").first.select_option("supervisor")
    page.get_by_role("button", name="Change the role").locator("visible=true").click()
    expect(page.get_by_role("status")).to_have_text("The role is changed.")
    page.get_by_role("link", name="Audit log").click()
    page.get_by_label("What").select_option("role_changed")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_role("row")).to_have_count(2)
    expect(page.get_by_text("grace@example.com (supervisor)")).to_be_visible()


@pytest.mark.parametrize("screen", list(SCREENS))
def test_axe_finds_nothing_and_every_page_fits(
    browser: Browser, desk: DeskAlone, screen: str
) -> None:
    needs_widget()
    context = browser.new_context(**SCREENS[screen])
    page = context.new_page()

    def check(state: str) -> None:
        check_accessibility(page, state)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= SCREENS[screen]["viewport"]["width"], state

    page.goto(f"{desk.url}/console/sign-in")
    check("sign-in")
    sign_in(page, desk.url, "nobody@example.com", "wrong")
    check("sign-in refused")
    sign_in(page, desk.url, ADMIN)
    for path in PAGES:
        page.goto(f"{desk.url}/console/{path}")
        for summary in page.locator("summary").all():
            summary.click()
        check(path)
    page.goto(f"{desk.url}/console/none")
    check("no such page")
    page.goto(f"{desk.url}/console/insight")
    if (
        "narrow" not in screen
    ):  # there axe cannot see what is scrolled out of the tables
        for summary in page.locator("summary").all():
            summary.click()
    check_charts(page, screen)
    context.close()


def check_charts(page: Page, state: str) -> None:
    """Checks that axe finds nothing wrong with the page of charts. It cannot tell what
    lies behind a picture's letters, so their contrast is computed here: WCAG 2.2,
    1.4.3, 1.4.11."""
    colours = page.evaluate(
        """() => {
            const fill = e => getComputedStyle(e).fill
            const all = (selector, root = document) => [...new Set(
                [...root.querySelectorAll(selector)].map(fill))]
            const stacked = '.of-weeks, .of-ages, .of-deadlines'
            return {
                card: getComputedStyle(document.querySelector('.card')).backgroundColor,
                bars: all('.chart .bar rect'),
                beside: all('.chart .axis text').concat(
                    all(`.chart:not(${stacked}) .text-overlay text`)),
                inside: [...document.querySelectorAll(stacked)].flatMap(chart =>
                    all('.text-overlay text', chart).flatMap(text =>
                        all('.bar rect', chart).map(bar => [text, bar]))),
            }
        }"""
    )
    assert colours["bars"]
    assert colours["beside"]
    assert colours["inside"]
    for bar in colours["bars"]:
        assert _contrast(bar, colours["card"]) >= 3, (state, bar)
    for text in colours["beside"]:
        assert _contrast(text, colours["card"]) >= 4.5, (state, text)
    for text, bar in colours["inside"]:
        assert _contrast(text, bar) >= 4.5, (state, text, bar)
    page.evaluate("document.querySelectorAll('svg.chart').forEach(e => e.remove())")
    check_accessibility(page, f"insight, {state}")


def _contrast(one: str, other: str) -> float:
    """The contrast ratio of two CSS colours, `rgb(…)` (WCAG 2.2, relative luminance)."""

    def luminance(colour: str) -> float:
        parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
        linear = [
            p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
