"""The desk's plain form for clients without JavaScript: filed in a browser, clean for axe."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.test_widget_filing import DESK
from tests.e2e.widget import check_page, needs_widget
from tests.system import System

STORY = "Nine days.\n\nStill <b>pending</b> & nobody answers _anything_ 🙂"
ANSWERS = {
    "email": "maria.lopez@example.com",
    "account_id": "no account",
    "full_name": "שָׂרָה כֹּהֵן",
    "country": "Portugal",
    "description": STORY,
    "occurred": "3 March 2026",
}
SCREENS: dict[str, dict[str, Any]] = {
    "desk": {"viewport": DESK},
    "phone": {"viewport": {"width": 320, "height": 640}, "has_touch": True},
    "zoom": {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4},
    "dark": {"viewport": DESK, "color_scheme": "dark"},
    "forced colours": {"viewport": DESK, "forced_colors": "active"},
}


@contextmanager
def form(system: System, browser: Browser, **settings: Any) -> Iterator[Page]:
    needs_widget()  # axe-core lies with it
    context = browser.new_context(**settings)
    page = context.new_page()
    page.goto(f"{system.desk_url}/complaint")
    yield page
    context.close()


def fill(page: Page, answers: dict[str, str]) -> None:
    for name, value in answers.items():
        page.locator(f"#{name}").fill(value)


def check(page: Page, state: str) -> None:
    """Checks that axe finds nothing, nothing is too wide, controls are 44 px tall.

    A link within a sentence is as tall as its line (WCAG 2.2, 2.5.5: inline targets).
    """
    check_page(page, state)
    small = page.evaluate(
        """() => [...document.querySelectorAll(
                'button, summary, select, textarea, input[type=text], .option label, a')]
            .filter(e => e.checkVisibility() && !e.matches('.skip, p > a:not(.alone)'))
            .filter(e => e.getBoundingClientRect().height < 44)
            .map(e => [e.localName, e.innerText, e.getBoundingClientRect().height])"""
    )
    assert small == [], (state, small)
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wide, state


@pytest.mark.parametrize("screen", SCREENS)
def test_every_page_of_the_form_is_accessible_on_every_screen(
    system: System, browser: Browser, screen: str
) -> None:
    with form(system, browser, **SCREENS[screen]) as page:
        check(page, "empty")
        fill(page, {**ANSWERS, "email": "maria.lopez@gmial.com", "country": "Atlantis"})
        page.get_by_role("button", name="Continue").click()
        summary = page.get_by_role("alert")
        expect(summary).to_be_focused()
        expect(summary.get_by_role("link")).not_to_have_count(0)
        assert page.title().startswith("Error: ")
        check(page, "errors")
        fill(page, ANSWERS)
        page.locator("#category").select_option(index=1)
        page.get_by_role("button", name="Continue").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "Check your complaint"
        )
        check(page, "review")
        page.get_by_role("button", name="Submit complaint").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "Your complaint is filed"
        )
        check(page, "receipt")


def test_a_complaint_is_filed_with_scripts_switched_off(
    system: System, browser: Browser
) -> None:
    with form(system, browser, java_script_enabled=False) as page:
        fill(page, ANSWERS)
        page.locator("#category").select_option(index=1)
        page.get_by_role("button", name="Continue").click()
        shown = dict(
            zip(
                page.locator("dt").all_text_contents(),
                page.locator("dd.given").all_text_contents(),
                strict=True,
            )
        )
        assert STORY in shown.values()
        assert ANSWERS["full_name"] in shown.values()
        page.get_by_role("button", name="Submit complaint").click()
        reference = page.locator(".reference").inner_text()
        entry = system.register_entry(reference)
        assert entry["description"] == STORY
        assert entry["full_name"] == ANSWERS["full_name"]
