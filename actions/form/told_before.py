"""The story that led into the form: what the client told in a row, before it opened."""

from __future__ import annotations

import re

from rasa_sdk import Tracker

from actions.form.digressions import looks_like_question
from actions.form.stories import MORE_WORDS
from actions.settings import firm
from actions.turns.turn import LONG_AWAY, Turn, answers_action, turn_of
from fields.text import word_set, words_of

_TELLING = frozenset({"grievance", "vent", "doubt", "urgent_security"})
_OPENING = _TELLING | {"file_complaint"}
# What is said in between without telling anything, and ends no story.
_BETWEEN = frozenset({"greet", "affirm", "deny", "thank"})
# A wish to complain with so many words besides those of the wish tells the story as well.
WORDS_BESIDE_WISH = 5
# The button "This is a complaint" in words.
_SAYS_SO = re.compile(
    r"\W*(?:(?:no|but|well|sorry)\W+)*(?:(?:this|that|it)(?: is| was|['’]?s)? )?(?:a |my )?complaint"
    r"(?: please)?\W*",
    re.IGNORECASE,
)
_WISH = word_set(
    "a about again against an and another attention can company complain complaining complaint "
    "complaints concerning could customer do exchange file firm for formal good hello help hey hi how i "
    "i'd i'm let like lodge make me morning my need new of official on open please pls raise "
    "regarding register second service services start submit support team that the this to today "
    "towards us want we wish with would you your"
)


def story_told(tracker: Tracker) -> str | None:
    """What was told up to now, each message to the last character; None for no story.

    Messages in a row are one story. A question to support is none of it, but the button
    "This is a complaint" makes one of the question that it stands under.
    """
    latest, *earlier = _turns_before_form(tracker)
    by_button = latest.intent == "this_is_complaint" or (
        latest.typed
        and bool(_SAYS_SO.fullmatch(latest.text))
        and answers_action(tracker, "action_redirect_to_support")
    )
    opens = latest.intent in _OPENING or answers_action(tracker, "action_clarify")
    if not by_button and (latest.pressed or not opens):
        return None
    told = [latest] if latest.typed and _tells(latest) else []
    for turn in earlier:
        if turn.typed and (_leads_on(turn) or (by_button and not told)):
            told.append(turn)
        elif turn.pressed or turn.intent not in _BETWEEN:
            break
    # Anger alone says nothing of what happened, unless it is the answer to that question.
    asked = by_button or answers_action(tracker, "action_ask_what_happened")
    if all(turn.intent == "vent" for turn in told) and not asked:
        return None
    return "\n\n".join(turn.text for turn in reversed(told)) or None


def _tells(turn: Turn) -> bool:
    if turn.intent != "file_complaint":
        return turn.intent in _TELLING
    others = set(words_of(turn.text)) - _WISH - set(words_of(firm().name))
    return len(others) >= WORDS_BESIDE_WISH


def _leads_on(turn: Turn) -> bool:
    if turn.intent in _TELLING:
        return True
    states = turn.intent.startswith("support_") or turn.intent == "inform"
    enough = len(turn.text.split()) >= MORE_WORDS
    return states and enough and not looks_like_question(turn.text)


def _turns_before_form(tracker: Tracker) -> list[Turn]:
    """The client's turns since the last form or a long silence, newest first."""
    turns: list[Turn] = []
    at: float | None = None
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            before = event.get("timestamp") or 0.0
            if at is not None and (at - before) / 3600 > LONG_AWAY:
                break
            turns.append(turn_of(event))
            at = before
        elif event.get("event") == "active_loop" and turns:
            break
    return turns
