"""Whatever a client does at whichever stage, something is said, and nothing twice."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest

from dialogue.acts import (
    Act,
    Alarm,
    Ask,
    AskAbout,
    Correct,
    Doubt,
    Foreign,
    How,
    Nothing,
    NoValue,
    Refuse,
    Request,
    TakeBoth,
    Tell,
    Unclear,
    Volunteer,
    Without,
)
from dialogue.saying.responses import written_offers
from dialogue.state import Kept, Stage, State
from fields import Value
from languages import responses
from tests.unit.dialogue.policy.turns import (
    COMPLAINT,
    ROOT,
    STORY,
    filed,
    standing,
    take,
)

LEAVING = "person stop delete back start_over wait later go_on undo show submit"
WISHES = (
    "support complaint new_complaint status add take_back files resend_mail language"
)
NOTHINGS = "greets thanks goodbye ok reproach insult talk nonsense other_firm outside"
QUESTIONS = "how_long questions_left what_do_you_have mail_sent status still_open other"
ACTS: list[Act] = [
    *(Request(what) for what in f"{LEAVING} {WISHES}".split()),
    *(Nothing(what) for what in NOTHINGS.split()),
    *(Ask(about) for about in QUESTIONS.split()),
    Ask("support_fees"),
    AskAbout("why"),
    AskAbout("how"),
    Alarm("theft"),
    Alarm("self_harm"),
    Tell("They rang again."),
    Doubt("fees"),
    Foreign("fr"),
    Refuse(),
    TakeBoth(),
    NoValue("", Without.UNKNOWN),
    Volunteer("full_name", Value("Bo"), "Bo", meant=True),
    Correct("occurred", How.REPLACE),
    Correct("description", How.ADD, Value("More."), "More."),
    Unclear(),
]
# What clients say beside something else.
BESIDE: list[Act] = [
    Nothing("thanks"),
    Nothing("goodbye"),
    Nothing("reproach"),
    Ask("how_long"),
    Ask("mail_sent"),
    Request("stop"),
    Request("later"),
    Request("complaint"),
    Request("new_complaint"),
    Request("add"),
    Tell("They rang again."),
    Correct("description", How.ADD, Value("More."), "More."),
]
WRITTEN = {
    name
    for path in (ROOT / "data" / "en" / "responses").glob("*.yml")
    for name in responses(path.name, "en")
}


def _at(stage: Stage) -> State:
    match stage:
        case Stage.FILED:
            return filed()
        case Stage.CASE:
            state = State()
            take(state, Request("status"), text="status")
            return state
        case Stage.CLARIFY:
            return standing(stage, kept=Kept("the card is frozen", topic="card"))
        case Stage.FORM:
            return standing(stage, {"description": STORY}, open="email")
        case Stage.REVIEW:
            return standing(stage, COMPLAINT, open="submit")
        case Stage.PAUSED:
            return standing(stage, {"description": STORY})
        case _:
            return standing(stage)


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("act", ACTS, ids=repr)
def test_something_is_said_and_nothing_twice(stage: Stage, act: Act) -> None:
    talk = take(_at(stage), act, text="some words of theirs")
    said = [one.response for one in talk.says]
    assert said or talk.order or talk.submit
    assert set(said) <= WRITTEN
    assert max(Counter(said).values(), default=0) <= 1
    offers = [
        (offer.intent, tuple(offer.values.items()))
        for one in talk.says
        for offer in (*written_offers(one.response), *one.offers)
    ]
    assert len(offers) == len(set(offers))


@pytest.mark.parametrize("stage", Stage)
def test_two_acts_in_a_message_never_say_the_same_twice(stage: Stage) -> None:
    for act, other in product(ACTS, BESIDE):
        talk = take(_at(stage), act, other, text="some words of theirs")
        said = Counter((one.response, str(one.values)) for one in talk.says)
        assert talk.says or talk.order or talk.submit, (act, other)
        assert max(said.values(), default=0) <= 1, (act, other, said)


@pytest.mark.parametrize("stage", Stage)
def test_the_state_of_each_stage_is_plain_json(stage: Stage) -> None:
    state = _at(stage)
    assert State.restored(state.values, state.to_notes()) == state
