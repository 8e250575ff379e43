"""Drives the desk's console in a browser, as officials would."""

from __future__ import annotations

import json
import subprocess
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests
from playwright.sync_api import Browser, Page, expect

from tests.e2e.widget import AXE, check_accessibility
from tests.patience import MILLISECONDS, SECONDS
from tests.system import ROOT, System

PASSWORD = "four blue lamps sing"
STAFF = ROOT / "deploy" / "local" / "staff.py"
DESK_PYTHON = ROOT / ".venv" / "desk" / "bin" / "python"


def add_staff(system: System, name: str, role: str = "official") -> str:
    """Adds a person who may sign in; gives their e-mail. Each call adds another one."""
    email = f"{name.split()[0].lower()}.{uuid.uuid4().hex[:8]}@example.com"
    subprocess.run(
        [DESK_PYTHON, STAFF, "add", "--email", email, "--name", name, "--role", role],
        input=PASSWORD + "\n",
        env=system.environment,
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return email


def file_complaint(system: System, **changes: Any) -> str:
    """Files a complaint past the chat; gives its reference."""
    token = (system.var / "secrets" / "desk.token").read_text().strip()
    details = {
        "description": "My withdrawal has been pending for nine days.\n\n  <b>Nobody</b> answers.",
        "ticket_numbers": ["4471203"],
        "occurred": None,
        "individuals": [],
        "actions_taken": "I wrote to support twice.",
        "desired_resolution": "Release it.",
    }
    body: dict[str, Any] = {
        "email": "ada@example.com",
        "account_id": "No Account",
        "full_name": "Ada Byron",
        "country": "IE",
        "category": "crypto_withdrawal",
        "locale": "en",
        "conversation": "",
        "flags": [],
    }
    for name, value in changes.items():
        (details if name in details else body)[name] = value
    answer = requests.post(
        f"{system.desk_url}/api/v1/complaints",
        data=json.dumps({**body, "details": details}),
        headers={
            "Authorization": f"Bearer {token}",
            "Idempotency-Key": str(uuid.uuid4()),
            "Content-Type": "application/json",
        },
        timeout=SECONDS,
    )
    assert answer.status_code == 201, answer.text
    reference: str = answer.json()["reference"]
    return reference


class Console:
    """One person's browser, signed in."""

    def __init__(self, page: Page, system: System) -> None:
        self.page = page
        self.url = f"{system.desk_url}/console/"

    def sign_in(self, email: str) -> None:
        """Signs in with the keyboard, on the page to which every address leads."""
        self.page.goto(self.url)
        self.page.get_by_label("E-mail").fill(email)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_label("Password").press("Enter")
        self.sees("Queue")

    def search(self, words: str) -> None:
        """Types into the search of the queue."""
        self.page.goto(self.url)
        box = self.page.get_by_label("Search complaints")
        box.fill(words)
        box.press("Enter")
        self.page.wait_for_url("**search=*")

    def open_case(self, reference: str) -> None:
        """Finds a complaint by its reference, and opens it."""
        self.search(reference)
        self.page.get_by_role("link", name=reference).click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(reference)

    def start(self, act: str) -> None:
        """Opens the form of an act from the case page."""
        self.page.get_by_role("link", name=act, exact=True).click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(act)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def sees(self, words: str) -> None:
        expect(self.page.get_by_text(words).first).to_be_visible()

    def letter(self) -> str:
        """The text of the mail that is shown before it is sent."""
        return self.page.get_by_label("Text of the mail").inner_text()

    def look(self, name: str, pictures: Path) -> None:
        """Keeps a picture, and asks axe about the page: light and dark, wide and narrow."""
        for scheme in ("light", "dark"):
            self.page.emulate_media(color_scheme=scheme)
            check_accessibility(self.page, f"{name}, {scheme}")
            self.page.screenshot(path=pictures / f"{name}-{scheme}.png", full_page=True)
        self.page.emulate_media(color_scheme="light")
        wide = self.page.viewport_size
        assert wide is not None
        self.page.set_viewport_size({"width": 320, "height": 800})
        check_accessibility(self.page, f"{name}, narrow")
        scrolls = self.page.evaluate("document.documentElement.scrollWidth")
        assert scrolls <= 320, (name, scrolls)
        self.page.screenshot(path=pictures / f"{name}-narrow.png", full_page=True)
        self.page.set_viewport_size(wide)


@contextmanager
def console(
    system: System, browser: Browser, email: str, **settings: Any
) -> Iterator[Console]:
    """A browser context of its own, signed in. No page may log an error."""
    if not AXE.exists():
        pytest.skip(f"SKIPPED: {AXE.relative_to(ROOT)} is missing, run `make widget`")
    context = browser.new_context(
        # Colours that still change when axe looks are no fault.
        **{
            "viewport": {"width": 1280, "height": 900},
            "reduced_motion": "reduce",
            **settings,
        }
    )
    context.set_default_timeout(MILLISECONDS)
    page = context.new_page()
    logged: list[str] = []
    page.on(
        "console",
        lambda said: logged.append(said.text) if said.type == "error" else None,
    )
    page.on("pageerror", lambda error: logged.append(str(error)))
    driven = Console(page, system)
    driven.sign_in(email)
    yield driven
    context.close()
    # Tests refuse posts on purpose (409, 422): those are no faults of the page.
    faults = [line for line in logged if "409" not in line and "422" not in line]
    assert faults == [], faults
