"""Somebody who is signed in to the console, for tests of what lies behind the sign-in."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, cast

import httpx2
from fastapi import FastAPI
from fastapi.testclient import TestClient

from desk.console.service import COOKIE, Console
from desk.models import Staff

PASSWORD = "purple-lamp-window"
# Not a hash of anything: nobody signs in with it, and making a real one takes long.
_NO_PASSWORD = "!"


def console_of(client: TestClient) -> Console:
    """The console of the desk under test."""
    console = cast(FastAPI, client.app).state.console
    assert isinstance(console, Console)
    return console


def somebody(console: Console, role: str = "official", **changes: Any) -> Staff:
    """A new member of staff, without a password."""
    given = {
        "email": f"{role}@example.com",
        "name": f"Olive {role.title()}",
        "active": True,
        **changes,
    }
    with console.database.writing() as session:
        staff = Staff(
            role=role,
            password_hash=_NO_PASSWORD,
            created_at=console.now(),
            **given,
        )
        session.add(staff)
    return staff


def sign_in_as(client: TestClient, role: str = "official", **changes: Any) -> Staff:
    """Signs this client in as a new member of staff; its posts carry the mark they need."""
    console = console_of(client)
    staff = somebody(console, role, **changes)
    with console.database.writing() as session:
        token = console.sessions.begin(session, staff.id)
    client.cookies.set(COOKIE, token, path="/console")
    client.headers["X-CSRF-Token"] = console.csrf.mark(token)
    return staff


@dataclass
class ConsolePage(HTMLParser):
    """A page of the console: its texts, inputs, links, and whether its tags close."""

    html: str
    text: str = ""
    inputs: dict[str, str] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.html)

    def handle_starttag(
        self, tag: str, attributes: list[tuple[str, str | None]]
    ) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "input":
            self.inputs[given.get("name", "")] = given.get("value", "")
        if tag == "a":
            self.links.append(given["href"])

    def handle_data(self, data: str) -> None:
        self.text += data


def typed_in(
    client: TestClient, email: str, password: str, **more: str
) -> httpx2.Response:
    """Opens the sign-in page, types and presses the button, as a browser would."""
    page = ConsolePage(client.get("/console/sign-in").text)
    fields = {"csrf": page.inputs["csrf"], "email": email, "password": password}
    return client.post(
        "/console/sign-in", data={**fields, **more}, follow_redirects=False
    )
