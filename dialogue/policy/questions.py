"""The client's own questions, answered from what is known.

The answer to "ask X" is the response `utter_ask_<X>`: a new question that designers add needs no
line here. Where the answer depends on where the conversation stands, it ends in a word for that.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from dialogue.acts import Act, Ask, AskAbout
from dialogue.policy import case, draft, kept, opening, reminders
from dialogue.state import SUBMIT, Stage, State
from dialogue.talk import Talk
from fields import FIELDS
from firm.model import GENERAL

SUPPORT: Final = "support_"
# Characters of one value that are shown where what is known is listed; the review shows all.
_SHOWN: Final = 300


def ask(talk: Talk, act: Ask) -> None:
    """Answers a question about the process or the chat, or shows the way to support."""
    if act.about.startswith(SUPPORT):
        opening.support_answer(talk, act.about.removeprefix(SUPPORT))
    else:
        _ANSWERS.get(act.about, _as_it_stands(act.about))(talk)


def ask_about(talk: Talk, act: AskAbout) -> None:
    """Answers a question about the open question: why it is put, or how it is answered."""
    state = talk.state
    asked = SUBMIT if state.stage is Stage.REVIEW else state.open or state.next_field()
    if state.stage is Stage.SUPPORT:
        channel = talk.context.firm.support_for(kept.topic_of(state) or GENERAL)
        values = {"title": channel.title, "url": channel.url}
        talk.say("utter_support_where", values, reminders.offered(talk))
    elif state.stage is Stage.OPENING and act.what == "why":
        talk.say("utter_ask_why_needed")
    elif state.stage not in draft.MAKING:
        reminders.remind(talk)
    elif asked == SUBMIT:
        talk.say("utter_how_to_submit")
    elif act.what == "why":
        talk.say(f"utter_ask_why_needed_{asked}")
    else:
        talk.explain = state.next_field() == asked


def language(talk: Talk, act: Act) -> None:
    """Says in which language answers come, and that any other is kept as it is written."""
    talk.state.language_told = True
    kept.keep(talk)
    talk.say("utter_language", offers=reminders.offered(talk))


def _as_it_stands(about: str) -> Callable[[Talk], None]:
    return lambda talk: _say(talk, about)


def _say(talk: Talk, about: str, values: dict[str, str] | None = None) -> None:
    """Says the answer, with what is offered still to be chosen from."""
    talk.say(f"utter_ask_{about}", values, reminders.offered(talk))


def _varies(about: str, *places: str) -> Callable[[Talk], None]:
    """An answer that is another in these places, for which the response's name ends so."""

    def answer(talk: Talk) -> None:
        place = _place(talk.state)
        name = f"{about}_{place}" if place in places else about
        _say(talk, name, _known(talk.state))

    return answer


def _questions_left(talk: Talk) -> None:
    """Counts the questions that are still to come, with the one that is open."""
    place, count = _place(talk.state), len(talk.state.missing())
    if place == "filed":
        _say(talk, "is_that_all_filed", _known(talk.state))
    elif count == 0:
        _say(talk, "questions_left_none")
    elif count == 1:
        _say(talk, "questions_left_one")
    else:
        name = "questions_left_opening" if place == "opening" else "questions_left"
        _say(talk, name, {"count": str(count)})


def _what_do_you_have(talk: Talk) -> None:
    """Lists all that was told, shortened; the review shows it in full."""
    state = talk.state
    known = "\n".join(
        f"• {talk.labels.field(name)}: {_shown(talk, name)}"
        for name in FIELDS
        if state.values[name] is not None
    )
    if not known and state.kept and state.kept.words:
        label = talk.labels.field("description")
        known = f"• {label}: {_shortened(state.kept.words)}"
    if state.stage is Stage.REVIEW:
        _say(talk, "what_do_you_have_review")
    elif not known:
        _say(talk, "what_do_you_have_nothing")
    elif _place(state) == "filed":
        _say(talk, "what_do_you_have_filed", _known(state) | {"known": known})
    else:
        _say(talk, "what_do_you_have", {"known": known})


def _did_you_get_it(talk: Talk) -> None:
    """Says what has come in so far, by its names."""
    state = talk.state
    known = tuple(name for name in FIELDS if state.values[name])
    if _place(state) == "filed":
        _say(talk, "did_you_get_it_filed", _known(state))
    elif known:
        _say(talk, "did_you_get_it", {"known": talk.labels.listed(known)})
    else:
        _say(talk, "did_you_get_it_nothing")


def _which_address(talk: Talk) -> None:
    known = "which_address" if talk.state.values["email"] else "which_address_unknown"
    _say(talk, known, _known(talk.state))


def _where_account_id(talk: Talk) -> None:
    """Where the account ID is asked for, the question says it."""
    state = talk.state
    if state.stage is Stage.FORM and state.next_field() == "account_id":
        talk.explain = True
    else:
        _say(talk, "where_account_id")


def _place(state: State) -> str:
    """The name for where the conversation stands, as it ends the name of a response."""
    if state.stage in draft.MAKING:
        return state.stage.value
    if state.stage is Stage.PAUSED:
        return "paused"
    return "filed" if state.filed else "opening"


def _known(state: State) -> dict[str, str]:
    return {"reference": state.filed or "", "email": str(state.values["email"] or "")}


def _shown(talk: Talk, name: str) -> str:
    value = talk.state.values[name]
    shown = FIELDS[name].show(value, talk.context) if value else ""
    if name in talk.state.as_typed:
        shown = talk.labels.as_typed(shown)
    return _shortened(shown) or talk.labels.empty()


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()} …"


# Questions whose answer is not the same everywhere.
_ANSWERS: Final[dict[str, Callable[[Talk], None]]] = {
    "questions_left": _questions_left,
    "is_that_all": _questions_left,
    "what_do_you_have": _what_do_you_have,
    "did_you_get_it": _did_you_get_it,
    "which_address": _which_address,
    "where_account_id": _where_account_id,
    "still_open": _varies("still_open", "opening", "filed"),
    "status": lambda talk: case.status(talk, Ask("status")),
    "mail_sent": lambda talk: case.mail(talk, Ask("mail_sent")),
    "what_next": _varies("what_next", "filed"),
    "how_long": _varies("how_long", "filed"),
    "can_add_later": _varies("can_add_later", "filed"),
    "can_do_later": _varies("can_do_later", "filed"),
    "anonymous": _varies("anonymous", "filed"),
    "how_to_send_files": _varies("how_to_send_files", "filed"),
    "representative": _varies("representative", "filed"),
}
