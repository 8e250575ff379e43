"""Acts of an official on a complaint: when each is offered, and which mail it sends.

`desk.complaint.states` rules over the stages; here stands only which act leads where.
"""

from collections.abc import Callable
from dataclasses import dataclass

from desk.cases.actor import Actor
from desk.cases.case import Case
from desk.cases.changes import require
from desk.cases.correspondence import Correspondence
from desk.cases.deciding import decision_of
from desk.cases.errors import Incomplete
from desk.cases.service import Cases
from desk.complaint.states import ENDED, OPEN, Status
from desk.console.case.typed import Typed
from desk.console.filters import a_day
from desk.mail.drafts import Decision, Delay, Draft, MailKind, Question
from desk.mail.letter import Letter
from desk.models import Complaint


@dataclass(frozen=True)
class Chosen:
    """An act chosen for one complaint, its author, and the version that they saw."""

    cases: Cases
    correspondence: Correspondence
    id: int
    version: int
    actor: Actor
    typed: Typed


@dataclass(frozen=True)
class Act:
    """An act on a complaint.

    `name` is in the address and in the words. `offered` tells whether the complaint, as
    it stands, allows it. `mail` is the mail that the client then gets, and `draft` makes a person's part
    of it. `needs` names the input that must not be blank.
    """

    name: str
    offered: Callable[[Complaint], bool]
    do: Callable[[Chosen], object]
    mail: MailKind | None = None
    draft: Callable[[Typed], Draft] | None = None
    needs: str = ""
    # The first such act among those offered is the usual next one.
    leads_on: bool = False

    def letter_from(self, chosen: Chosen) -> Letter | None:
        """The mail as it would go out; None if there is none. Raises Incomplete."""
        if self.needs:
            require(self.needs, getattr(chosen.typed, self.needs))
        draft = self.draft(chosen.typed) if self.draft else None
        if self.mail is None:
            return None
        return chosen.correspondence.preview(chosen.id, self.mail, draft)


def offered_for(case: Case) -> list[Act]:
    """The acts that the complaint allows as it stands, the usual next one first."""
    acts = [act for act in ACTS.values() if act.offered(case.complaint)]
    return sorted(acts, key=lambda act: not act.leads_on)


def _at(*stages: Status) -> Callable[[Complaint], bool]:
    return lambda complaint: complaint.status in stages


def _always(_complaint: Complaint) -> bool:
    return True


def _was_asked_to_end(complaint: Complaint) -> bool:
    return complaint.withdrawal_asked_at is not None


def _question(typed: Typed) -> Question:
    return Question(require("question", typed.question))


def _delay(typed: Typed) -> Delay:
    reason = require("reason", typed.reason)
    day = a_day(typed.new_date)
    if day is None:
        raise Incomplete("new_date", "no_date")
    return Delay(reason, day)


def _decision(typed: Typed) -> Decision:
    return decision_of(typed.outcome, typed.points, typed.next_steps)


def _moves_to(status: Status) -> Callable[[Chosen], object]:
    return lambda c: c.cases.move(c.id, status, c.actor, c.version, c.typed.reason)


def _send_question(c: Chosen) -> None:
    question = _question(c.typed).question
    c.cases.ask_client(c.id, question, c.actor, c.version)


def _send_delay(c: Chosen) -> None:
    delay = _delay(c.typed)
    c.cases.delay(c.id, delay.reason, delay.new_date, c.actor, c.version)


def _send_decision(c: Chosen) -> None:
    said = c.typed
    c.cases.decide(c.id, said.outcome, said.points, said.next_steps, c.actor, c.version)


def _keep_answer(c: Chosen) -> None:
    c.cases.client_answered(c.id, c.typed.text, c.actor, c.version)


def _keep_open(c: Chosen) -> None:
    c.cases.keep_open(c.id, c.typed.reason, c.actor, c.version)


def _reopen(c: Chosen) -> None:
    c.cases.reopen(c.id, c.actor, c.version, c.typed.reason)


def _amend(c: Chosen) -> None:
    c.correspondence.amend_email(c.id, c.typed.email, c.actor, c.version)


_RECEIVED, _ACKNOWLEDGED = Status.RECEIVED, Status.ACKNOWLEDGED
_INVESTIGATING, _WAITING = Status.INVESTIGATING, Status.WAITING

ACTS = {
    act.name: act
    for act in (
        Act("acknowledge", _at(_RECEIVED), _moves_to(_ACKNOWLEDGED), needs="reason"),
        Act(
            "investigate",
            _at(_RECEIVED, _ACKNOWLEDGED),
            _moves_to(_INVESTIGATING),
            MailKind.INVESTIGATING,
            leads_on=True,
        ),
        Act(
            "decide",
            _at(_INVESTIGATING, _WAITING),
            _send_decision,
            MailKind.DECISION,
            _decision,
            leads_on=True,
        ),
        Act("ask", _at(_INVESTIGATING), _send_question, MailKind.QUESTION, _question),
        Act("go_on", _at(_WAITING), _moves_to(_INVESTIGATING), needs="reason"),
        Act("answered", _always, _keep_answer, needs="text"),
        Act("delay", _at(*OPEN), _send_delay, MailKind.DELAY, _delay),
        Act(
            "close",
            _at(Status.RESOLVED),
            _moves_to(Status.CLOSED),
            MailKind.CLOSED,
            leads_on=True,
        ),
        Act(
            "reopen",
            _at(*ENDED),
            _reopen,
            MailKind.REOPENED,
            needs="reason",
        ),
        Act("email", _always, _amend),
        Act(
            "withdraw",
            _at(*OPEN),
            _moves_to(Status.WITHDRAWN),
            MailKind.WITHDRAWN,
            needs="reason",
        ),
        Act("keep_open", _was_asked_to_end, _keep_open, needs="reason"),
    )
}
