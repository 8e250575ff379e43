"""Errands are done at the desk, and what became of them is told as the dialogue expects it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from actions.register.client import CaseStanding, DeskUnavailable, UploadLink
from actions.register.errands import carry_out, public_address
from dialogue.errands import Errand, Order, Outcome, Report

PATH = "/files/t0k-en"
FORM = "https://desk.example.com/complaint"


class Desk:
    """A desk that knows one pair, and remembers notes."""

    def __init__(self) -> None:
        self.notes: list[tuple[str, str]] = []

    async def status(self, reference: str, email: str) -> CaseStanding | None:
        dates = ("2026-03-03T10:00:00Z", "2026-03-05", "2026-03-12")
        known = self._knows(reference, email)
        return CaseStanding(reference, *dates, "investigating") if known else None

    async def add_note(self, key: str, reference: str, email: str, text: str) -> bool:
        self.notes.append((key, text))
        return self._knows(reference, email)

    async def upload_link(self, reference: str, email: str) -> UploadLink | None:
        known = self._knows(reference, email)
        return UploadLink(PATH, "2025-01-17T12:00:00Z") if known else None

    def _knows(self, reference: str, email: str) -> bool:
        return (reference, email) == ("KR-1", "ada@example.com")


class AwayDesk:
    """A desk that does not answer."""

    def __getattr__(self, name: str) -> Any:
        raise DeskUnavailable("timeout")


def done(
    errand: Errand, desk: Any = None, words: str = "", form: str = FORM, **pair: str
) -> Report:
    """What became of the errand, with the pair that the desk knows."""
    known = {"reference": "KR-1", "email": "ada@example.com"}
    order = Order(errand, **(known | pair), words=words)
    return asyncio.run(carry_out(order, desk or Desk(), "a-key", form))


def test_the_stage_and_the_dates_are_told_as_the_register_has_them() -> None:
    assert done(Errand.STATUS) == Report(
        Outcome.DONE,
        {
            "reference": "KR-1",
            "stage": "investigating",
            "received": "2026-03-03",
            "acknowledge_by": "2026-03-05",
            "resolve_by": "2026-03-12",
        },
    )


def test_a_note_is_the_client_s_words_under_the_key_of_the_turn() -> None:
    desk = Desk()
    assert done(Errand.NOTE, desk, words="  It came back.\n").outcome is Outcome.DONE
    assert desk.notes == [("a-key", "  It came back.\n")]


def test_a_link_for_files_is_told_with_its_last_day() -> None:
    told = {"url": "https://desk.example.com/files/t0k-en", "expires": "2025-01-17"}
    assert done(Errand.FILES) == Report(Outcome.DONE, told)


def test_without_a_public_address_there_is_no_link() -> None:
    assert done(Errand.FILES, form="").told["url"] is None


@pytest.mark.parametrize("errand", Errand)
def test_a_pair_that_the_desk_does_not_know_reveals_nothing(errand: Errand) -> None:
    unknown = Report(Outcome.UNKNOWN, {})
    assert done(errand, reference="KR-2") == unknown
    assert done(errand, email="eve@example.com") == unknown


@pytest.mark.parametrize("errand", Errand)
def test_a_desk_that_does_not_answer_is_said_to_be_away(errand: Errand) -> None:
    assert done(errand, AwayDesk()) == Report(Outcome.UNAVAILABLE, {})


@pytest.mark.parametrize(
    ("form", "address"),
    [
        (FORM, "https://desk.example.com/files/t0k-en"),
        ("https://example.com/desk/complaint", "https://example.com/desk/files/t0k-en"),
        ("http://localhost:8000/complaint", "http://localhost:8000/files/t0k-en"),
        ("", None),
        ("desk.example.com/complaint", None),
        ("javascript:alert(1)", None),
    ],
)
def test_the_link_lies_beside_the_form(form: str, address: str | None) -> None:
    assert public_address(PATH, form) == address


def test_a_whole_address_is_kept() -> None:
    whole = "https://files.example.com/files/t0k-en"
    assert public_address(whole, FORM) == whole
