"""An answer to the open question: kept, asked back, or failed until it is left open."""

from __future__ import annotations

import re
from typing import Final

from dialogue.acts import Answer, NoValue, Unclear, Without
from dialogue.policy.keeping import ask_back, keep, leave_open
from dialogue.state import SUBMIT
from dialogue.talk import Talk
from fields import FIELDS
from fields.reading import Choose, Skipped, Wrong, WrongKind

# So many tries at a field fail before it is settled with what there is.
TRIES: Final = 2
# What a try at a field looks like, where it has a look: it is kept when nothing can be read.
_SIGNS: Final = {"email": "@", "account_id": r"\d.*\d", "occurred": r"\d"}


def answer(talk: Talk, act: Answer) -> None:
    """Does with the field what came of reading the client's words."""
    state, name, reading = talk.state, act.field, act.reading
    if isinstance(reading, Choose):
        _choose(talk, act, reading)
    elif isinstance(reading, Wrong):
        _fail(talk, act, reading)
    elif isinstance(reading, Skipped):
        leave_open(talk, name)
    else:
        given = state.values.get(name) is not None
        keep(talk, name, reading.value)
        if given:
            say_changed(talk, name)


def no_value(talk: Talk, act: NoValue) -> None:
    """There is none, or the client does not know it, has it not to hand, or will not say."""
    name = act.field
    if name not in FIELDS:
        return
    if FIELDS[name].optional:
        leave_open(talk, name)
    elif name == "account_id" and act.why is Without.NONE:
        keep(talk, name, talk.context.firm.account_id.none)
    elif name == "category":
        _no_category(talk, act.why)
    elif FIELDS[name].withheld:
        leave_open(talk, name)
        talk.say(f"utter_left_open_{name}")
    else:
        _count_try(talk, name)
        talk.wrong = Wrong(f"{name}_needed", {}, WrongKind.NEEDED)


def unclear(talk: Talk, act: Unclear) -> None:
    """Words that were not understood: said so, and after two such the field is left open."""
    name = talk.state.open
    if name is None or name == SUBMIT:
        talk.say("utter_how_to_submit")
        return
    if _count_try(talk, name) <= TRIES:
        talk.say("utter_not_understood")
        talk.explain = True
    else:
        give_up(talk, name)


def give_up(talk: Talk, name: str) -> None:
    """No value could be had: what came nearest to one is taken as typed, else the field is left
    open, or the way to a person is shown."""
    if nearest := talk.state.nearest.get(name):
        _keep_as_typed(talk, name, nearest)
    elif FIELDS[name].optional:
        leave_open(talk, name)
        talk.say("utter_left_out")
    elif FIELDS[name].withheld:
        leave_open(talk, name)
        talk.say(f"utter_left_open_{name}")
    elif name == "category":
        keep(talk, name, talk.context.firm.categories[-1].id)
        talk.say("utter_category_other")
    else:
        talk.say("utter_still_needed", {"field": talk.labels.field(name)})


def say_changed(talk: Talk, *names: str) -> None:
    """Says back what a field holds now, and how to undo that."""
    for name in names:
        shown = FIELDS[name].show(talk.state.values[name], talk.context)
        talk.say(
            "utter_corrected",
            {"field": talk.labels.field(name), "value": shown or talk.labels.empty()},
        )


def _choose(talk: Talk, act: Answer, reading: Choose) -> None:
    before = talk.state.choice
    again = before and (before.slot, before.reason) == (act.field, reading.reason)
    if _count_try(talk, act.field) > TRIES and again:
        # The same answer to the same question back is what they have.
        if re.search(_SIGNS.get(act.field, ""), act.words):
            _take_as_typed(talk, act)
        else:
            give_up(talk, act.field)
    else:
        ask_back(talk.state, act.field, reading)


def _fail(talk: Talk, act: Answer, wrong: Wrong) -> None:
    name, state = act.field, talk.state
    if (sign := _SIGNS.get(name)) and re.search(sign, act.words):
        state.nearest[name] = act.words
    tries = _count_try(talk, name)
    if wrong.reason == "description_short" and tries > 1:
        keep(talk, name, act.words)  # nudged once; short is theirs to choose
    elif wrong.kind is WrongKind.CANNOT_SEE:
        no_value(talk, NoValue(name, Without.NOT_TO_HAND))
    elif wrong.kind is WrongKind.REFUSED:
        no_value(talk, NoValue(name, Without.REFUSED))
    elif tries <= TRIES:
        talk.wrong = wrong
    elif name in state.nearest or name not in (*_SIGNS, "country", "category"):
        _take_as_typed(talk, act)
    else:
        give_up(talk, name)


def _take_as_typed(talk: Talk, act: Answer) -> None:
    """Two tries failed, and it looks like an answer: kept as it stands, and marked for staff."""
    choice = talk.state.choice
    if choice and choice.slot == act.field == "email":
        words = choice.choices[-1][1]  # as they typed it first
    else:
        words = talk.state.nearest.get(act.field, act.words)
    _keep_as_typed(talk, act.field, words)


def _keep_as_typed(talk: Talk, name: str, words: str) -> None:
    keep(talk, name, FIELDS[name].as_typed(words))
    talk.state.as_typed.append(name)
    talk.say("utter_taken_as_typed")


def _no_category(talk: Talk, why: Without) -> None:
    """None of them fits: Other. Whoever does not know is shown all of them once."""
    if why is Without.UNKNOWN and not talk.state.all_categories:
        talk.state.all_categories = True
        return
    keep(talk, "category", talk.context.firm.categories[-1].id)
    talk.say("utter_category_other")


def _count_try(talk: Talk, name: str) -> int:
    tries = talk.state.tries.get(name, 0) + 1
    talk.state.tries[name] = tries
    return tries
