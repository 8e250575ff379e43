"""Taking what is told: the story, and what it or an answer tells besides."""

from __future__ import annotations

from typing import Any

from actions.form.besides import told_besides
from actions.form.draft import Draft
from actions.form.mining import mined
from actions.form.settling import keep
from actions.turns.turn import Turn
from actions.turns.wording import field_label
from fields import FIELDS

# What the desk takes; one message of the chat is at most 8,000.
LONGEST_STORY = 20_000  # characters


def tell(draft: Draft, words: str) -> None:
    """The story, or more of it, to the last character; and what else it answers."""
    told = draft.slots.get("description")
    story = f"{told}\n\n{words}" if told else words
    if len(story) > LONGEST_STORY:
        draft.say("utter_story_full")
        return
    draft.set("description", story)
    draft.notes.story_open = True
    found = {
        name: value
        for name, value in mined(words, draft.context).items()
        if draft.slots.get(name) is None
    }
    for name, value in found.items():
        draft.set(name, value)
    response = "utter_story_added" if told else "utter_story_taken"
    if not found:
        draft.say(response)
        return
    response = "utter_story_added_understood" if told else "utter_story_understood"
    draft.say(response, {"understood": _listed(draft, found)})


def found_besides(draft: Draft, turn: Turn, asked: str) -> dict[str, Any]:
    """What the message answers besides the question for `asked`."""
    return told_besides(turn.text, asked, draft.slots, draft.notes.flags, draft.context)


def take_besides(draft: Draft, found: dict[str, Any]) -> None:
    """Keep what was found besides, and say so."""
    for name, value in found.items():
        keep(draft, name, value)
    if found:
        draft.say("utter_noted", {"understood": _listed(draft, found)})


def leave_the_rest(draft: Draft) -> None:
    """ "It is all in my message above": no more details are asked for."""
    for name in draft.missing():
        if FIELDS[name].optional:
            keep(draft, name, FIELDS[name].empty)
    draft.say("utter_rest_from_story")


def known_before(draft: Draft, names: tuple[str, ...]) -> str:
    """The labels of those fields that are known, as one line."""
    known = [field_label(name) for name in names if draft.slots.get(name)]
    return ", ".join(known)


def _listed(draft: Draft, found: dict[str, Any]) -> str:
    return "\n".join(
        f"• {field_label(name)}: {FIELDS[name].show(found[name], draft.context)}"
        for name in FIELDS
        if name in found
    )
