"""Errands are done at the desk, and what became of them is told as the dialogue expects it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from actions.register.client import (
    Acknowledgement,
    AcknowledgementAgain,
    CaseStanding,
    DeskEnded,
    DeskRefused,
    DeskUnavailable,
    UploadLink,
    WithdrawalRequest,
)
from actions.register.errands import carry_out, public_address
from dialogue.errands import Errand, Order, Outcome, Report

PATH = "/files/t0k-en"
FORM = "https://desk.example.com/complaint"
WHEN = "2026-03-03T10:00:00Z"


class Desk:
    """A desk that knows one pair; `told` is what it was sent, with the keys."""

    def __init__(self, mail: Acknowledgement | None = None, fresh: bool = True) -> None:
        self.told: list[tuple[str, str]] = []
        self._mail = mail
        self._fresh = fresh

    async def status(self, reference: str, email: str) -> CaseStanding | None:
        dates = ("2026-03-03T10:00:00Z", "2026-03-05", "2026-03-12")
        known = self._knows(reference, email)
        if not known:
            return None
        return CaseStanding(reference, *dates, "investigating", self._mail)

    async def add_note(self, key: str, reference: str, email: str, text: str) -> bool:
        self.told.append((key, text))
        return self._knows(reference, email)

    async def request_withdrawal(
        self, key: str, reference: str, email: str, text: str
    ) -> WithdrawalRequest | None:
        self.told.append((key, text))
        known = self._knows(reference, email)
        return WithdrawalRequest(reference, "received", WHEN) if known else None

    async def send_acknowledgement_again(
        self, reference: str, email: str
    ) -> AcknowledgementAgain | None:
        known = self._knows(reference, email)
        return AcknowledgementAgain("sent", WHEN, self._fresh, None) if known else None

    async def upload_link(self, reference: str, email: str) -> UploadLink | None:
        known = self._knows(reference, email)
        return UploadLink(PATH, "2025-01-17T12:00:00Z") if known else None

    def _knows(self, reference: str, email: str) -> bool:
        return (reference, email) == ("KR-1", "ada@example.com")


class Failing:
    """A desk that fails in this way, whatever it is asked."""

    def __init__(self, failure: Exception) -> None:
        self._failure = failure

    def __getattr__(self, name: str) -> Any:
        raise self._failure


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


@pytest.mark.parametrize("errand", [Errand.NOTE, Errand.TAKE_BACK])
def test_words_are_passed_on_as_they_were_typed_under_the_key_of_the_turn(
    errand: Errand,
) -> None:
    desk = Desk()
    assert done(errand, desk, words="  It came back.\n").outcome is Outcome.DONE
    assert desk.told == [("a-key", "  It came back.\n")]


@pytest.mark.parametrize("state", ["queued", "sent", "failed"])
def test_whether_the_mail_has_gone_is_told(state: str) -> None:
    mail = Acknowledgement(state, WHEN)
    assert done(Errand.MAIL, Desk(mail)) == Report(Outcome.DONE, {"state": state})


def test_a_desk_that_does_not_tell_of_the_mail_cannot_say() -> None:
    assert done(Errand.MAIL).outcome is Outcome.REFUSED


@pytest.mark.parametrize("fresh", [True, False])
def test_a_mail_that_went_a_moment_ago_is_not_said_to_go_again(fresh: bool) -> None:
    told = {"state": "sent", "fresh": fresh}
    assert done(Errand.RESEND, Desk(fresh=fresh)) == Report(Outcome.DONE, told)


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
    away = Failing(DeskUnavailable("timeout"))
    assert done(errand, away) == Report(Outcome.UNAVAILABLE, {})


@pytest.mark.parametrize("refusal", [DeskRefused("422"), DeskEnded("closed")])
def test_what_the_desk_will_not_do_is_said_to_be_refused(refusal: Exception) -> None:
    refused = Report(Outcome.REFUSED, {})
    assert done(Errand.TAKE_BACK, Failing(refusal), words="No more.") == refused


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
