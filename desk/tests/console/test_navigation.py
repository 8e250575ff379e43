"""The console's navigation: each entry is a page, for those whose role may see it."""

import re

import pytest
from fastapi.testclient import TestClient

from desk.staff.roles import Role
from desk.tests.support.staffing import console_of, sign_in_as

ENTRY = re.compile(r'<li><a href="(/console/[a-z-]*)"( aria-current="page")?>')


def shown(page: str) -> list[tuple[str, str]]:
    """Address of each entry on a page, and a mark if it is the page itself."""
    [links] = re.findall(r'<nav class="nav".*?</nav>', page, re.DOTALL)
    return ENTRY.findall(links)


def navigation(client: TestClient) -> list[tuple[str, str]]:
    """Address and least role of every entry that the table has."""
    words = console_of(client).pages.templates.get_template("words.html")
    return [(entry[0], entry[2]) for entry in vars(words.module)["navigation"]]


@pytest.mark.parametrize("role", list(Role))
def test_every_entry_is_a_page_for_those_who_see_it_and_no_other(
    client: TestClient, role: Role
) -> None:
    sign_in_as(client, role.value)
    entries = navigation(client)
    assert len(entries) >= 7
    seen = {address for address, _ in shown(client.get("/console/").text)}
    for address, needed in entries:
        allowed = role.covers(Role(needed))
        assert client.get(address).status_code == (200 if allowed else 403)
        # The firm of these tests has no other systems.
        assert (address in seen) == (allowed and address != "/console/deliveries")


def test_a_page_is_marked_in_the_navigation_while_it_is_open(
    client: TestClient,
) -> None:
    sign_in_as(client, "admin")
    for address, _ in navigation(client):
        if address != "/console/deliveries":
            current = [a for a, mark in shown(client.get(address).text) if mark]
            assert current == [address]
