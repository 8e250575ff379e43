"""Officials at work in the console: two at once, one without a mouse, one without scripts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.at_console import add_staff, console, file_complaint
from tests.system import System

pytestmark = pytest.mark.timeout(200)


def _focused(page: Page) -> str:
    return str(
        page.evaluate(
            "() => { const e = document.activeElement;"
            " return e.labels?.[0]?.innerText || e.ariaLabel || e.innerText || e.value || '' }"
        )
    ).strip()


def _tab_to(page: Page, name: str, most: int = 80) -> None:
    """Presses Tab until the element of this name has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if _focused(page) == name:
            return
    raise AssertionError(f"{name!r} is not reached with Tab")


def test_the_second_of_two_officials_is_told_and_nothing_is_overwritten(
    system: System, browser: Browser, tmp_path: Path
) -> None:
    reference = file_complaint(system)
    sue = add_staff(system, "Sue Pervisor", "supervisor")
    olga = add_staff(system, "Olga Nowak")
    with (
        console(system, browser, sue) as first,
        console(system, browser, olga) as second,
    ):
        first.open_case(reference)
        first.sees("Acknowledged")
        first.page.reload()
        first.start("Start the investigation")
        second.open_case(reference)
        second.start("Tell of a delay")
        second.page.get_by_label("Why does it take longer?").fill(
            "A long story\n  of it."
        )

        first.press("See the mail")
        first.press("Send, and start the investigation")
        first.sees("The investigation has begun")

        second.press("See the mail")
        second.sees("Somebody was faster")
        changes = second.page.get_by_role("region", name="What changed since")
        expect(changes).to_contain_text("Sue Pervisor")
        expect(changes).to_contain_text("Investigating")
        expect(second.page.get_by_label("Why does it take longer?")).to_have_value(
            "A long story\n  of it."
        )
        second.look("stale", tmp_path)
        second.press("See the mail")
        second.press("Send, and tell of a delay")
        second.sees("the new date holds")

        # Both press the last button; the second press does nothing.
        first.page.reload()
        first.start("Withdrawn by the client")
        second.page.reload()
        second.start("Withdrawn by the client")
        for desk in (first, second):
            desk.page.get_by_label("How and when did the client say so?").fill(
                "By phone."
            )
            desk.press("See the mail")
        first.press("Send, and withdrawn by the client")
        first.sees("Withdrawn, and the mail is on its way")
        second.press("Send, and withdrawn by the client")
        second.sees("this is not possible")
        second.sees("By phone.")
        second.look("too-late", tmp_path)
    assert system.register_entry(reference)["status"] == "withdrawn"


def test_a_case_is_worked_with_the_keyboard_alone(
    system: System, browser: Browser, tmp_path: Path
) -> None:
    reference = file_complaint(system, full_name="Keya Board")
    with console(system, browser, add_staff(system, "Kim Keys")) as desk:
        page, keys = desk.page, desk.page.keyboard
        _tab_to(page, "Search complaints")
        keys.type("keya board")
        keys.press("Enter")
        expect(page.get_by_role("link", name=reference)).to_be_visible()
        _tab_to(page, f"Take {reference}")
        keys.press("Enter")
        desk.sees("Assigned.")
        _tab_to(page, reference)
        keys.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text(reference)
        _tab_to(page, "Skip to the main content")
        keys.press("Enter")
        _tab_to(page, "Start the investigation")
        keys.press("Enter")
        page.wait_for_url(re.compile("/do/investigate"))
        _tab_to(page, "See the mail")
        keys.press("Enter")
        desk.sees("Nothing is sent yet")
        _tab_to(page, "Text of the mail")
        outlined = page.evaluate(
            "getComputedStyle(document.activeElement).outlineWidth"
        )
        assert outlined == "3px"
        _tab_to(page, "Send, and start the investigation")
        keys.press("Enter")
        desk.sees("The investigation has begun")
        _tab_to(page, "Note for colleagues")
        keys.type("Done without a mouse.")
        _tab_to(page, "Add the note")
        keys.press("Enter")
        desk.sees("Done without a mouse.")
        _tab_to(page, "Severity")
        keys.press("ArrowUp")
        _tab_to(page, "Save")
        keys.press("Enter")
        desk.sees("High severity")
        desk.look("keyboard", tmp_path)


def test_the_queue_filters_at_once_and_without_scripts_too(
    system: System, browser: Browser, tmp_path: Path
) -> None:
    wanted = file_complaint(
        system, full_name="Fina Filter", country="PT", category="fees"
    )
    other = file_complaint(system, full_name="Otto Other", country="DE")
    email = add_staff(system, "Sue Pervisor", "supervisor")
    with console(system, browser, email) as desk:
        page = desk.page
        page.get_by_text("Filter and sort").click()
        page.get_by_label("Country").focus()
        page.get_by_label("Country").select_option("Portugal")
        expect(page.get_by_role("link", name=other)).to_have_count(0)
        expect(page.get_by_role("link", name=wanted)).to_be_visible()
        assert "country=PT" in page.url
        # The chosen element keeps the focus, so that the arrow keys go on from there.
        assert _focused(page) == "Country"
        desk.look("filtered", tmp_path)
        page.get_by_role("link", name="Unassigned").click()
        page.wait_for_url("**view=unassigned*")
        expect(page.get_by_role("link", name=wanted)).to_be_visible()
        page.go_back()
        expect(
            page.get_by_role("link", name="Open", exact=False).first
        ).to_have_attribute("aria-current", "page")
    with console(system, browser, email, java_script_enabled=False) as desk:
        page = desk.page
        page.get_by_text("Filter and sort").click()
        page.get_by_label("Country").select_option("Portugal")
        page.get_by_role("button", name="Apply").click()
        expect(page.get_by_role("link", name=other)).to_have_count(0)
        page.get_by_label(f"Choose {wanted}").check()
        page.get_by_label("Give the chosen to").select_option("me")
        page.get_by_role("button", name="Assign", exact=True).click()
        desk.sees("Assigned.")
        desk.open_case(wanted)
        expect(page.get_by_label("Assigned to")).to_contain_text("Sue Pervisor")
