"""Errands about a filed complaint: asks for what is not known of it, and orders them at the desk."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from dialogue.acts import Act, Correct, How, NoValue, Tell, Volunteer, Without
from dialogue.errands import Errand, Order, Outcome, Report
from dialogue.policy import draft, kept, leaving, outcomes, reminders, telling
from dialogue.policy.pair import (
    email_given,
    reference_given,
    reference_in,
    same_reference,
)
from dialogue.state import Stage
from dialogue.talk import Talk

# What may have to be asked for, as the responses `utter_question_case_<…>` name it.
REFERENCE, EMAIL, NOTE = "reference", "email", "note"
TRIES: Final = 2
# Errands that pass on the client's words.
_WITH_WORDS: Final = frozenset((Errand.NOTE, Errand.TAKE_BACK))


def status(talk: Talk, act: Act) -> None:
    """Tells where a filed complaint stands."""
    if talk.state.stage in draft.MAKING:
        talk.say("utter_ask_status")
    elif _draft_only(talk):
        reminders.remind(talk)
    else:
        begin(talk, Errand.STATUS)


def add(talk: Talk, act: Act) -> None:
    """Adds to a filed complaint what is told with the wish, or asks for it."""
    if talk.state.stage in draft.MAKING:
        talk.say("utter_add_information")
    elif talk.state.stage is Stage.PAUSED and not _typed_reference(talk):
        draft.open_form(talk)
    else:
        begin(talk, Errand.NOTE)


def files(talk: Talk, act: Act) -> None:
    """Gives a link to add files by, once a complaint is filed."""
    if talk.state.stage in draft.MAKING or _draft_only(talk):
        talk.say("utter_add_evidence", offers=reminders.offered(talk))
    else:
        begin(talk, Errand.FILES)


def take_back(talk: Talk, act: Act) -> None:
    """Passes on that a filed complaint is taken back; one that is being made is deleted."""
    if talk.state.stage in (*draft.MAKING, Stage.PAUSED):
        leaving.delete(talk, act)
    else:
        begin(talk, Errand.TAKE_BACK, "" if talk.turn.press else talk.turn.text)


def mail(talk: Talk, act: Act) -> None:
    """Tells whether the confirmation went out."""
    _mail(talk, Errand.MAIL)


def resend(talk: Talk, act: Act) -> None:
    """Has the confirmation mailed again."""
    _mail(talk, Errand.RESEND)


def tell(talk: Talk, act: Tell) -> None:
    """Takes what is told after filing: as the note that was asked for, or asks where it belongs."""
    state = talk.state
    if state.stage in draft.MAKING:  # another complaint was opened by the same message
        telling.tell(talk, act)
    elif talk.order and act.words in talk.order.words:
        return
    elif state.stage is Stage.CASE and _missing(talk) == NOTE:
        _note(talk, act.words)
    elif state.stage is Stage.CASE and not talk.order:
        kept.add(state, act.words)
        _take(talk)
    elif act.words not in state.loose:
        state.loose = kept.joined(state.loose, act.words)
        talk.say("utter_told_after_filing", {"reference": state.filed or ""})


def add_loose(talk: Talk) -> None:
    """Adds what was told after filing to the filed complaint."""
    begin(talk, Errand.NOTE, talk.state.loose)


def correct(talk: Talk, act: Correct) -> None:
    """Passes on a change of what is filed, in the client's words; the official makes it."""
    if talk.state.stage is Stage.CASE and _missing(talk) == NOTE:
        _note(talk, talk.turn.text)
        return
    bare = act.how is How.REPLACE and act.reading is None and not talk.order
    begin(talk, Errand.NOTE, "" if bare else talk.turn.text)
    talk.state.case["correction"] = act.field
    talk.state.case["wish"] = talk.turn.text if bare else ""


def volunteer(talk: Talk, act: Volunteer) -> None:
    """Takes what was asked for; a value that is given for a field after filing is told."""
    if talk.state.stage is Stage.CASE:
        _take(talk)
    elif act.meant:
        tell(talk, Tell(talk.turn.text))


def answer(talk: Talk, act: Act) -> None:
    """Takes the reference, the e-mail or the note that was asked for."""
    _take(talk)


def no_value(talk: Talk, act: NoValue) -> None:
    """Says what can be done without the reference; leaves a note unwritten."""
    missing = _missing(talk)
    if missing == NOTE:
        draft.leave_errand(talk.state)
        talk.say("utter_case_left")
    elif missing == REFERENCE and act.why is not Without.REFUSED:
        _again(talk, "reference_lost")
    else:
        _take(talk)


def unclear(talk: Talk, act: Act) -> None:
    """Takes the reference, the e-mail or the note that was asked for."""
    _take(talk)


def ask(talk: Talk) -> None:
    """Asks for what is not known yet, unless this turn asked for it again already."""
    missing, details = _missing(talk), talk.state.case
    if missing is None or talk.silent or _asked_again(talk):
        return
    if missing == REFERENCE and details["purpose"] == Errand.FILES.value:
        talk.say("utter_question_case_reference_evidence")
    elif missing == NOTE and details.get("correction"):
        values = {"field": talk.labels.field(details["correction"])}
        talk.say("utter_question_case_correction", values)
    else:
        talk.say(f"utter_question_case_{missing}")


def report(talk: Talk, back: Report) -> None:
    """Says what became of the talk's order, and goes back to where the conversation was."""
    state, order, details = talk.state, talk.order, talk.state.case
    if order is None:
        return
    draft.leave_errand(state)
    done = back.outcome is Outcome.DONE
    if done and state.stage is Stage.OPENING:
        # The desk knows the pair: what is said next is about that complaint.
        state.filed = str(back.told.get("reference", order.reference))
        state.values["email"] = order.email
        state.stage = Stage.FILED
    if order.errand is Errand.NOTE:
        state.loose = "" if done else order.words
    if back.outcome is Outcome.UNAVAILABLE:
        state.case = details  # for "Try again"
    said = outcomes.told(order, back, "correction" in details, talk.labels)
    back_to = reminders.way_back(talk) if state.stage is Stage.PAUSED else ()
    talk.says.append(replace(said, offers=(*said.offers, *back_to)))


def begin(talk: Talk, errand: Errand, words: str = "") -> None:
    """Begins an errand with what is known.

    One errand is done in a turn. Where the same message has asked for another one already, the
    client's words go first, and all of them.
    """
    state, ordered = talk.state, talk.order
    if ordered:
        if not words:
            return
        if ordered.errand in _WITH_WORDS:
            words = talk.turn.text
        if ordered.errand is Errand.TAKE_BACK:
            errand = ordered.errand
        talk.order = None
    goes_on = talk.turn.press or ordered or state.stage is Stage.CASE
    before = state.case if goes_on else {}
    same = before if before.get("purpose") == errand.value else {}
    stage = state.case["from"] if state.stage is Stage.CASE else state.stage.value
    typed = None if errand is Errand.NOTE else email_given(talk.turn, talk.context)
    state.case = {
        "purpose": errand.value,
        "from": stage,
        REFERENCE: _typed_reference(talk) or before.get(REFERENCE) or state.filed,
        EMAIL: before.get(EMAIL) or typed,
        NOTE: words or same.get(NOTE, ""),
        "tries": 0,
    }
    state.stage = Stage.CASE
    _go_ahead(talk)


def _mail(talk: Talk, errand: Errand) -> None:
    """Before a complaint is filed there is no mail."""
    if talk.state.stage in draft.MAKING or _draft_only(talk):
        talk.say("utter_ask_mail_sent", offers=reminders.offered(talk))
    else:
        begin(talk, errand)


def _take(talk: Talk) -> None:
    """Reads what is asked for in the whole message."""
    missing, details = _missing(talk), talk.state.case
    if talk.order or missing is None or _asked_again(talk):
        return
    if missing == NOTE:
        _note(talk, talk.turn.text)
        return
    reference = _typed_reference(talk)
    if missing == REFERENCE:
        reference = reference_given(talk.turn.text, talk.context.firm)
    email = email_given(talk.turn, talk.context)
    details[REFERENCE] = reference or details[REFERENCE]
    details[EMAIL] = email or details[EMAIL]
    if reference or email:
        _go_ahead(talk)
    else:
        _again(talk, missing)


def _note(talk: Talk, words: str) -> None:
    details = talk.state.case
    details[NOTE] = kept.joined(details.get("wish", ""), words)
    _go_ahead(talk)


def _go_ahead(talk: Talk) -> None:
    """Orders the errand once all is known that it needs."""
    if _missing(talk) is None:
        details = talk.state.case
        errand = Errand(details["purpose"])
        words = details[NOTE] if errand in _WITH_WORDS else ""
        talk.order = Order(errand, details[REFERENCE], _email(talk) or "", words)


def _again(talk: Talk, what: str) -> None:
    """Says what is the matter with an answer; after two tries, who can help."""
    talk.state.case["tries"] += 1
    if talk.state.case["tries"] > TRIES:
        draft.leave_errand(talk.state)
        talk.say("utter_case_given_up")
    else:
        talk.say(f"utter_wrong_case_{what}")


def _asked_again(talk: Talk) -> bool:
    return any(said.response.startswith("utter_wrong_case_") for said in talk.says)


def _missing(talk: Talk) -> str | None:
    """What has to be asked for; None when all is known."""
    details = talk.state.case
    if not details:
        return None
    if not details[REFERENCE]:
        return REFERENCE
    if not _email(talk):
        return EMAIL
    wants_words = details["purpose"] == Errand.NOTE.value
    return NOTE if wants_words and not details[NOTE] else None


def _email(talk: Talk) -> str | None:
    """The e-mail of the pair: for the complaint of this chat the one that it was filed with."""
    state = talk.state
    given: str | None = state.case[EMAIL]
    if state.filed and same_reference(state.case[REFERENCE], state.filed):
        return state.values["email"] or given
    return given


def _typed_reference(talk: Talk) -> str | None:
    return reference_in(talk.turn.text, talk.context.firm)


def _draft_only(talk: Talk) -> bool:
    """Whether a complaint is kept that is not filed, and no filed one is spoken of."""
    known = talk.state.filed or _typed_reference(talk)
    return talk.state.stage is Stage.PAUSED and not known
