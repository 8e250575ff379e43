"""Taking what is told: the story, and the values that it or an answer holds besides."""

from __future__ import annotations

from typing import Final

from dialogue.acts import Tell, Volunteer
from dialogue.policy.answers import say_changed
from dialogue.policy.keeping import keep, question_back
from dialogue.saying.review import listed
from dialogue.talk import Talk
from fields.reading import Choose

# What the desk takes; one message of the chat is at most 8,000.
LONGEST_STORY: Final = 20_000  # characters


def tell(talk: Talk, act: Tell) -> None:
    """The story, or more of it, to the last character; and what else it answers."""
    told = talk.state.values.get("description")
    if not add_to_story(talk, act.words):
        return
    found = _note(talk, act.found)
    response = "utter_story_added" if told else "utter_story_taken"
    if not found:
        talk.say(response)
        return
    response = "utter_story_added_understood" if told else "utter_story_understood"
    talk.say(response, {"understood": _listed(talk, found)})


def add_to_story(talk: Talk, words: str) -> bool:
    """Whether the words are added to what happened; says so when there is no room."""
    told = talk.state.values.get("description")
    story = f"{told}\n\n{words}" if told else words
    if len(story) > LONGEST_STORY:
        talk.say("utter_story_full")
        return False
    keep(talk, "description", story)
    return True


def volunteer(talk: Talk, act: Volunteer) -> None:
    """A value for a field that is not asked for; it never replaces one that was not meant to."""
    state, name = talk.state, act.field
    known = state.values.get(name) is not None
    if isinstance(act.reading, Choose):
        if not known:
            state.guesses[name] = question_back(name, act.reading)
        return
    if known and not act.meant:
        return
    if known and state.values[name] == act.reading.value:
        return
    keep(talk, name, act.reading.value)
    if known:
        say_changed(talk, name)
    else:
        _say_noted(talk, [name])


def _note(talk: Talk, found: tuple[Volunteer, ...]) -> list[str]:
    """Keeps the values of fields of which nothing was known; gives their names."""
    noted: list[str] = []
    for one in found:
        if talk.state.values.get(one.field) is not None:
            continue
        if isinstance(one.reading, Choose):
            talk.state.guesses[one.field] = question_back(one.field, one.reading)
        else:
            keep(talk, one.field, one.reading.value)
            noted.append(one.field)
    return noted


def _say_noted(talk: Talk, names: list[str]) -> None:
    """One list of what was noted in a turn, however many acts brought it."""
    last = talk.says[-1] if talk.says else None
    if last and last.response == "utter_noted":
        talk.says.pop()
        lines = f"{last.values['understood']}\n{_listed(talk, names)}"
    else:
        lines = _listed(talk, names)
    talk.say("utter_noted", {"understood": lines})


def _listed(talk: Talk, names: list[str]) -> str:
    return listed(talk.state, names, talk.labels, talk.context)
