"""A client files in the chat, and adds a screenshot to the register by its link."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.chat import Chat
from tests.system import System

STORY = (
    "I want to complain. My name is Carla Bruno, I live in Italy, my email is "
    "carla.bruno@example.it and I have no account with you. Your agent was rude to me on "
    "4 June 2026 in the chat. I wrote to your manager twice. I want an apology."
)
PROGRAM = b"MZ\x90\x00" + b"\x00" * 200


def _link(system: System) -> str:
    """The link that the chat gives after the receipt."""
    chat = Chat(system.chat_url)
    chat.type(STORY)
    chat.press("Customer service")
    chat.press("No ticket")
    assert chat.press("Submit complaint").card("receipt")
    said = chat.press("Add files").text
    found = re.search(r"https?://\S+/files/\S+", said)
    assert found, said
    return found.group()


def _picture(page: Page, path: Path) -> bytes:
    page.screenshot(path=str(path))
    return path.read_bytes()


def _evidence(system: System) -> list[tuple[str, str, str]]:
    register = sqlite3.connect(f"file:{system.var}/desk.db?mode=ro", uri=True)
    try:
        rows = register.execute(
            "SELECT name, sha256, stored_as FROM files ORDER BY id"
        ).fetchall()
    finally:
        register.close()
    return [(str(name), str(sha256), str(place)) for name, sha256, place in rows]


def test_a_screenshot_is_added_by_the_link_of_the_chat_and_a_program_is_not(
    system: System, browser: Browser, tmp_path: Path
) -> None:
    link = _link(system)
    # The narrowest phone; no script runs there, so none is needed.
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 320, "height": 640}
    )
    page = context.new_page()
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Add files to your complaint"
    )
    picture = _picture(page, tmp_path / "shot of the chat.png")
    (tmp_path / "setup.exe").write_bytes(PROGRAM)
    page.get_by_label("Files").set_input_files(
        [tmp_path / "setup.exe", tmp_path / "shot of the chat.png"]
    )
    page.get_by_role("button", name="Add these files").click()
    expect(page.get_by_role("alert")).to_contain_text("programs and scripts")
    expect(page.get_by_role("status")).to_contain_text("shot of the chat.png")
    expect(page.get_by_text("It has one file")).to_be_visible()

    (entry,) = [one for one in _evidence(system) if one[0] == "shot of the chat.png"]
    assert entry[1] == hashlib.sha256(picture).hexdigest()
    assert (system.var / "files" / entry[2]).read_bytes() == picture

    page.get_by_role("button", name="I have added everything").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your files are added")
    page.goto(link)
    expect(page.get_by_role("alert")).to_contain_text("you said that all is added")
    context.close()


def test_another_browser_does_not_go_on_with_the_link(
    system: System, browser: Browser, tmp_path: Path
) -> None:
    link = _link(system)
    first, second = browser.new_context(), browser.new_context()
    page = first.new_page()
    page.goto(link)
    _picture(page, tmp_path / "one.png")
    page.get_by_label("Files").set_input_files(tmp_path / "one.png")
    page.get_by_role("button", name="Add these files").click()
    expect(page.get_by_role("status")).to_contain_text("one.png")
    other = second.new_page()
    other.goto(link)
    expect(other.get_by_role("alert")).to_contain_text("in another browser")
    assert other.get_by_label("Files").count() == 0
    first.close()
    second.close()
