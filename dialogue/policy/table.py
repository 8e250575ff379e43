"""The table of the policy, read from the top: which act, at which stage, does what."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from dialogue.acts import (
    Act,
    Alarm,
    Answer,
    Ask,
    AskAbout,
    Correct,
    Doubt,
    Foreign,
    Nothing,
    NoValue,
    Refuse,
    Request,
    Take,
    TakeBoth,
    Tell,
    Unclear,
    Volunteer,
)
from dialogue.errands import Report
from dialogue.policy import (
    answers,
    asking,
    case,
    corrections,
    courtesies,
    foreign,
    lanes,
    leaving,
    offers,
    opening,
    questions,
    review,
    telling,
)
from dialogue.saying.labels import Labels
from dialogue.state import Stage, State
from dialogue.talk import Talk
from dialogue.turn import Turn
from fields.context import Context

Does = Callable[[Talk, Any], None]

MAKING = frozenset((Stage.FORM, Stage.REVIEW))
# Hours of silence after which a client who writes again has come back.
LONG_AWAY = 12.0
EVERYWHERE = frozenset(Stage)


@dataclass(frozen=True)
class Rule:
    """What an act does. `what` names the act's kind more closely; none means any."""

    act: type
    does: Does
    what: frozenset[str] = frozenset()
    at: Collection[Stage] = EVERYWHERE

    def fits(self, act: Act, stage: Stage) -> bool:
        """Whether it is for this act at this stage."""
        told = next(iter(vars(act).values()), "")
        return (
            isinstance(act, self.act)
            and stage in self.at
            and (not self.what or told in self.what)
        )


def _of(*names: str) -> frozenset[str]:
    return frozenset(names)


# Not formatted: a table is read down its columns. Acts of one turn are done in this order,
# and each by the first row that fits.
# fmt: off
TABLE: tuple[Rule, ...] = (
    Rule(Alarm, lanes.care, _of("self_harm")),
    Rule(Alarm, lanes.theft, _of("theft")),
    Rule(Foreign, foreign.foreign),
    Rule(Take, offers.press),
    Rule(TakeBoth, offers.take_both),
    Rule(Refuse, offers.refuse),
    Rule(Request, leaving.delete, _of("delete")),
    Rule(Request, leaving.stop, _of("stop", "later")),
    Rule(Request, leaving.start_over, _of("start_over")),
    Rule(Request, leaving.go_on, _of("go_on")),
    Rule(Request, leaving.wait, _of("wait")),
    Rule(Request, corrections.undo, _of("undo")),
    Rule(Request, corrections.back, _of("back")),
    Rule(Request, lanes.person, _of("person")),
    Rule(Request, opening.complaint, _of("complaint", "new_complaint")),
    Rule(Request, opening.support, _of("support")),
    Rule(Request, case.status, _of("status")),
    Rule(Request, case.add, _of("add")),
    Rule(Request, case.files, _of("files")),
    Rule(Request, case.take_back, _of("take_back")),
    Rule(Request, case.resend, _of("resend_mail")),
    Rule(Request, questions.language, _of("language")),
    Rule(Correct, corrections.correct, at=MAKING),
    Rule(Correct, case.correct, at=(Stage.FILED, Stage.CASE)),
    Rule(Correct, corrections.correct),
    Rule(Tell, telling.tell, at=MAKING),
    Rule(Tell, case.tell, at=(Stage.FILED, Stage.CASE)),
    Rule(Tell, opening.tell),
    Rule(Answer, case.answer, at=(Stage.CASE,)),
    Rule(Answer, answers.answer, at=MAKING),
    Rule(NoValue, case.no_value, at=(Stage.CASE,)),
    Rule(NoValue, answers.no_value, at=MAKING),
    Rule(NoValue, opening.no_value),
    Rule(Volunteer, case.volunteer, at=(Stage.FILED, Stage.CASE)),
    Rule(Volunteer, telling.volunteer),
    # After all that changes the complaint: what the client has not seen is not sent.
    Rule(Request, review.submit, _of("submit")),
    Rule(Request, review.show, _of("show")),
    Rule(Ask, questions.ask),
    Rule(AskAbout, questions.ask_about),
    Rule(Doubt, opening.doubt),
    Rule(Nothing, courtesies.nothing),
    Rule(Unclear, answers.unclear, at=MAKING),
    Rule(Unclear, case.unclear, at=(Stage.CASE,)),
    Rule(Unclear, opening.unclear),
)
# fmt: on


def take_turn(
    state: State,
    turn: Turn,
    acts: Sequence[Act],
    context: Context,
    form_url: str = "",
) -> Talk:
    """Does what the acts of a turn mean, and asks what is open after them.

    The state is changed in place. Where the talk has an `order`, the turn is not closed:
    `resume` does that, once the order is carried out. `form_url` is the address of the desk's
    own form, which needs no chat; "" where there is none.
    """
    labels = Labels(context.firm, context.language)
    talk = Talk(state, turn, context, labels, form_url)
    stage = state.stage
    if turn.hours_away > LONG_AWAY and stage in MAKING:
        talk.say("utter_returned")
    rows = [(_row(act, stage), act) for act in acts]
    for row, act in sorted(rows, key=lambda found: found[0]):
        TABLE[row].does(talk, act)
    if talk.order is None:
        asking.close(talk)
    return talk


def resume(talk: Talk, report: Report) -> None:
    """Says what became of the talk's order, and closes the turn."""
    case.report(talk, report)
    talk.order = None
    asking.close(talk)


def _row(act: Act, stage: Stage) -> int:
    """The row that is for the act; an act that has none at this stage goes to the last."""
    fitting = (n for n, rule in enumerate(TABLE) if rule.fits(act, stage))
    return next(fitting, len(TABLE) - 1)
