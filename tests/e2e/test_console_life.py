"""The whole life of one complaint, by a client in the chat and an official in the console."""

from __future__ import annotations

import json
import re
import time
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.at_chat import DESCRIPTION, file_in_the_chat
from tests.e2e.at_console import add_staff, console
from tests.patience import SECONDS
from tests.system import System


class Postbox:
    """The mails about one complaint, in the order in which they came."""

    def __init__(self, system: System, reference: str) -> None:
        self._folder = system.var / "mail"
        self._reference = reference
        self._read = 0

    def next(self, seconds: float = SECONDS) -> str:
        """The text of the next mail."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            mails = self._mails()
            if len(mails) > self._read:
                self._read += 1
                body = mails[self._read - 1].get_body(("plain",))
                assert body is not None
                return str(body.get_content())
            time.sleep(0.1)
        raise AssertionError(f"no mail after {self._read}")

    def _mails(self) -> list[EmailMessage]:
        files = sorted(self._folder.glob(f"*{self._reference}*.eml"))
        return [
            message_from_bytes(file.read_bytes(), policy=policy.default)
            for file in files
        ]


@pytest.mark.timeout(300)
def test_the_life_of_a_complaint_from_the_chat_to_its_end(
    system: System, browser: Browser, tmp_path: Path
) -> None:
    page = browser.new_page(viewport={"width": 420, "height": 860})
    reference = file_in_the_chat(page, system.chat_url)
    page.close()
    post = Postbox(system, reference)
    assert DESCRIPTION in post.next()

    sue = add_staff(system, "Sue Pervisor", "supervisor")
    with console(system, browser, sue) as desk:
        desk.search("López withdrawal")
        desk.look("1-found", tmp_path)
        desk.page.get_by_role("button", name=f"Take {reference}").click()
        desk.sees("Assigned.")
        desk.open_case(reference)
        expect(desk.page.get_by_label("Assigned to")).to_contain_text("Sue Pervisor")
        expect(desk.page.locator(".verbatim")).to_have_text(DESCRIPTION)
        desk.sees("Acknowledged")
        desk.look("2-case", tmp_path)

        desk.start("Start the investigation")
        desk.press("See the mail")
        shown = desk.letter()
        desk.look("3-investigation-mail", tmp_path)
        desk.press("Send, and start the investigation")
        desk.sees("The investigation has begun")
        assert _same(post.next(), shown)

        desk.start("Ask the client")
        desk.page.get_by_label("The question").fill(
            "Which address did you send it to?\n  It begins with bc1."
        )
        desk.press("See the mail")
        shown = desk.letter()
        assert "Which address did you send it to?" in shown
        desk.press("Change it")
        expect(desk.page.get_by_label("The question")).to_have_value(
            "Which address did you send it to?\n  It begins with bc1."
        )
        desk.press("See the mail")
        desk.press("Send, and ask the client")
        desk.sees("The question is on its way")
        desk.sees("Waiting for client")
        assert _same(post.next(), shown)

        desk.page.get_by_role("link", name="Add what the client said").click()
        desk.page.get_by_label("What the client said").fill("bc1qexample, on 3 March.")
        desk.press("Keep")
        desk.sees("Kept, beside what the client filed.")
        desk.sees("Investigating")
        desk.page.get_by_label("Note for colleagues").fill("Asked the wallet team.")
        desk.press("Add the note")
        desk.sees("Noted.")

        desk.start("Tell of a delay")
        proposed = desk.page.get_by_label("The new date").input_value()
        assert re.fullmatch(r"20\d\d-\d\d-\d\d", proposed)
        desk.page.get_by_label("Why does it take longer?").fill(
            "We wait for the records of the blockchain's operator."
        )
        desk.look("4-delay", tmp_path)
        desk.press("See the mail")
        shown = desk.letter()
        assert "the records of the blockchain's operator" in shown
        desk.press("Send, and tell of a delay")
        desk.sees("the new date holds")
        assert _same(post.next(), shown)

        desk.start("Decide")
        desk.page.get_by_label("The point, in a few words").fill("The held withdrawal")
        desk.page.get_by_label("Decision on it").select_option("Upheld")
        desk.page.get_by_label("Reasons").fill(
            "The hold had no reason.\nIt is released."
        )
        desk.press("Add a point")
        desk.page.get_by_label("The point, in a few words").nth(1).fill(
            "Support's answers"
        )
        desk.page.get_by_label("Decision on it").nth(1).select_option("Not upheld")
        desk.press("See the mail")
        desk.sees("Please fill this in.")
        desk.page.get_by_label("Reasons").nth(1).fill(
            "Both answers came within two days."
        )
        desk.page.get_by_label("Decision on the whole").select_option("Partly upheld")
        desk.look("5-decision", tmp_path)
        desk.press("See the mail")
        shown = desk.letter()
        for words in ("The held withdrawal", "It is released.", "Both answers came"):
            assert words in shown
        desk.look("6-decision-mail", tmp_path)
        desk.press("Send, and decide")
        desk.sees("Decided, and the mail is on its way.")
        assert _same(post.next(), shown)

        desk.start("Close")
        desk.press("See the mail")
        shown = desk.letter()
        desk.press("Send, and close")
        desk.sees("Closed, and the mail is on its way.")
        assert _same(post.next(), shown)
        desk.page.reload()
        desk.look("7-closed", tmp_path)

        exported = _exported(desk.page, "All of it, as PDF")
        assert exported.startswith(b"%PDF-")
        annex = _exported(desk.page, "Regulation’s template, as PDF")
        assert annex.startswith(b"%PDF-")
        written = json.loads(_exported(desk.page, "All of it, as JSON"))
        assert DESCRIPTION in json.dumps(written, ensure_ascii=False).replace(
            '\\"', '"'
        )
        (tmp_path / "case.pdf").write_bytes(exported)

        for words in ("Partly upheld", "Delay told to the client", "Client asked"):
            desk.sees(words)
        desk.search("blockchain")
        desk.search("wallet team")
        expect(desk.page.get_by_role("link", name=reference)).to_be_visible()
    assert system.register_entry(reference)["status"] == "closed"


def _exported(page: Page, name: str) -> bytes:
    """The file that a link of the case page gives, to be saved."""
    with page.expect_download() as handed:
        page.get_by_role("link", name=name).click()
    return Path(handed.value.path()).read_bytes()


def _same(mailed: str, shown: str) -> bool:
    """Whether a mail says what was shown, whatever became of its line ends on the way."""
    return mailed.split() == shown.split()
