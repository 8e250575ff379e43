"""Steps of a chat are reported as they happen, and reporting never holds a turn up."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from actions.clarify import Clarify
from actions.contact_person import ContactPerson
from actions.offer_to_stop import OfferToStop
from actions.redirect_to_support import RedirectToSupport
from actions.register import figures
from actions.register.client import DeskRefused, DeskUnavailable, Receipt
from actions.register.figures import Reporter
from actions.submit_complaint import SubmitComplaint
from actions.validate_complaint_form import ValidateComplaintForm

from .conftest import COMPLAINT, Reported, Run, opened, pressed, typed


def did(action: str) -> dict[str, Any]:
    return {"event": "action", "name": action}


def test_opening_the_form_is_a_start(reported: Reported) -> None:
    Run(
        ValidateComplaintForm(), typed("I want to complain", "file_complaint"), opened()
    )
    assert reported.told == [("started", "")]


def test_each_field_is_reported_once_when_it_is_answered(reported: Reported) -> None:
    first = typed("maria.lopez@example.com")
    run = Run(ValidateComplaintForm(), first, requested_slot="email")
    assert reported.told == [("field_answered", "email")]
    reported.told.clear()
    again = typed("No, it is maria@example.com", "correct")
    Run(ValidateComplaintForm(), again, **run.slots)
    assert reported.told == []


def test_the_story_and_what_it_answers_are_reported_without_a_word_of_it(
    reported: Reported,
) -> None:
    story = "On 3 March 2026 you held my withdrawal of 200 euros, ticket #04471203, and nobody answers."
    Run(ValidateComplaintForm(), typed(story, "grievance"), opened())
    assert ("started", "") in reported.told
    assert ("field_answered", "description") in reported.told
    assert not any("withdrawal" in subject for _, subject in reported.told)


def test_the_review_is_reported_when_it_is_put_and_not_at_each_turn(
    reported: Reported,
) -> None:
    most = {**COMPLAINT, "desired_resolution": None}
    asked = {**most, "requested_slot": "desired_resolution"}
    Run(ValidateComplaintForm(), typed("Release it, please"), **asked)
    assert reported.told == [
        ("field_answered", "desired_resolution"),
        ("review_shown", ""),
    ]
    reported.told.clear()
    Run(ValidateComplaintForm(), typed("hm?"), **COMPLAINT, requested_slot="submit")
    assert reported.told == []


def test_a_filed_complaint_is_reported_only_with_the_receipt(
    reported: Reported, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Desk:
        answer: Receipt | Exception = DeskUnavailable("503")

        async def file_complaint(self, key: str, body: dict[str, Any]) -> Receipt:
            if isinstance(self.answer, Exception):
                raise self.answer
            return self.answer

    desk = Desk()
    monkeypatch.setattr("actions.submit_complaint.desk", lambda: desk)
    said = typed("Submit complaint", "submit")
    Run(SubmitComplaint(), said, **COMPLAINT, submit=True)
    assert reported.told == []
    desk.answer = Receipt("KR-1", "2026-03-03T10:00:00Z", "2026-03-05", "2026-03-12")
    Run(SubmitComplaint(), said, **COMPLAINT, submit=True)
    assert reported.told == [("filed", "")]


def test_a_support_answer_is_reported_with_its_topic(reported: Reported) -> None:
    Run(RedirectToSupport(), typed("What are the fees?", "support_fees"))
    assert reported.told == [("sent_to_support", "fees")]


def test_this_is_a_complaint_names_the_topic_that_was_wrong(
    reported: Reported,
) -> None:
    said = typed("Your fees are a scandal", "support_fees")
    shown = Run(RedirectToSupport(), said, in_form=False).messages[0]["buttons"]
    assert [one["payload"] for one in shown] == ['/this_is_complaint{"topic": "fees"}']
    reported.told.clear()
    under_fees = pressed("this_is_complaint", "This is a complaint", topic="fees")
    Run(ValidateComplaintForm(), said, under_fees, opened())
    assert reported.told[0] == ("this_is_a_complaint", "fees")


def test_this_is_a_complaint_after_a_question_back_names_no_topic(
    reported: Reported,
) -> None:
    said = typed("Your fees are a scandal", "doubt")
    (button, _) = Run(Clarify(), said, in_form=False).messages[0]["buttons"]
    assert button["payload"] == "/this_is_complaint"
    under_question = pressed("this_is_complaint", "This is a complaint")
    Run(ValidateComplaintForm(), said, did("action_clarify"), under_question, opened())
    assert reported.told[0] == ("this_is_a_complaint", "")


def test_leaving_is_reported_where_there_is_a_complaint_to_leave(
    reported: Reported,
) -> None:
    Run(OfferToStop(), typed("stop", "cancel"), in_form=False)
    assert reported.told == []
    Run(OfferToStop(), typed("stop", "cancel"))
    assert reported.told == [("left", "")]
    reported.told.clear()
    Run(ContactPerson(), typed("a person", "human"), asked_for_person=1)
    assert reported.told == [("person_asked", ""), ("left", "")]


def test_a_turn_goes_on_whatever_happens_to_the_reporting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken() -> Reporter:
        raise RuntimeError("no settings")

    monkeypatch.setattr(figures, "reporter", broken)
    run = Run(RedirectToSupport(), typed("What are the fees?", "support_fees"))
    assert run.says == ["utter_support"]


class AwayDesk:
    """A desk that answers as the test says: an exception to raise, or None; and when."""

    def __init__(self, *answers: Exception | None) -> None:
        self.answers = list(answers)
        self.taken: list[dict[str, str]] = []
        self.tries: list[list[str]] = []
        self.open = threading.Event()
        self.open.set()

    def report_events(self, told: list[dict[str, str]]) -> None:
        self.open.wait(10)
        self.tries.append([event["id"] for event in told])
        answer = self.answers.pop(0) if self.answers else None
        if answer:
            raise answer
        self.taken += told


def until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not happened():
        assert time.monotonic() < deadline, "did not happen in 10 s"
        time.sleep(0.005)


def test_what_the_desk_cannot_take_now_is_sent_again_with_the_same_ids() -> None:
    desk = AwayDesk(DeskUnavailable("ConnectionError"), DeskUnavailable("503"))
    reporter = Reporter(desk, first_pause=0.01)
    reporter.report("a-session", "started")
    until(lambda: len(desk.taken) == 1)
    assert len(desk.tries) == 3
    assert len({tuple(ids) for ids in desk.tries}) == 1
    assert reporter.dropped == 0


def test_what_the_desk_refuses_is_dropped_counted_and_the_rest_goes_on() -> None:
    for refusal in (DeskRefused("422"), ValueError("a fault of ours")):
        desk = AwayDesk(refusal)
        reporter = Reporter(desk)
        reporter.report("a-session", "started")
        until(lambda reporter=reporter: reporter.dropped == 1)  # type: ignore[misc]
        reporter.report("a-session", "filed")
        until(lambda desk=desk: len(desk.taken) == 1)  # type: ignore[misc]


def test_a_desk_that_hangs_holds_nobody_up_and_the_overflow_is_counted() -> None:
    desk = AwayDesk()
    desk.open.clear()
    reporter = Reporter(desk, most_waiting=50)
    began = time.monotonic()
    for _ in range(5_000):
        reporter.report("a-session", "started")
    assert time.monotonic() - began < 1
    assert reporter.dropped >= 5_000 - 50 - figures.MOST_AT_ONCE
    desk.open.set()
    until(lambda: len(desk.taken) + reporter.dropped == 5_000)
