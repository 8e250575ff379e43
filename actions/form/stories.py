"""Is this message the story, or more of it, whatever was asked?"""

from __future__ import annotations

from actions.form.digressions import FREE_TEXT, looks_like_question
from actions.form.submission import IDENTITY
from actions.turn import Turn
from fields.reading import Reading, Value, Wrong

# A story told where another field was asked; shorter grievances are read as an answer.
STORY_WORDS = 6
# Fewer words than these name what the complaint is about and tell no more.
TOLD_WORDS = 7
# Right after a story less is needed to go on with it, where who they are is asked.
MORE_WORDS = 4
_TELLING = frozenset({"grievance", "vent", "doubt", "file_complaint"})
# Ways of moving through the form, which tell nothing.
_MOVING = frozenset(
    {"skip", "deny", "affirm", "correct", "go_back", "resume", "done_telling"}
    | {"all_above", "see_all_categories"}
)


def is_story(
    turn: Turn, asked: str, reading: Reading, told: bool, story_open: bool
) -> bool:
    """Whether this tells what happened.

    `told`: there is a description already. `story_open`: the message before was part of
    the story. Messages in a row are one story: right after one, a grievance goes on with
    it even where any sentence would answer the question that was asked meanwhile.
    """
    if asked == "description":
        return isinstance(reading, Value) and not told
    words = len(turn.text.split())
    if asked == "category" and turn.intent in _TELLING and words >= TOLD_WORDS:
        return True
    if isinstance(reading, Wrong):
        # A refusal ("I have no e-mail address") is no story.
        if reading.reason.endswith(("_needed", "_refused", "_unseen")):
            return False
        # Who they are is short: so many words there are the story, sure or in doubt.
        telling = _TELLING if asked in IDENTITY else {"grievance"}
        if turn.intent in telling and words >= STORY_WORDS:
            return True
        return (
            story_open
            and asked in IDENTITY
            and words >= MORE_WORDS
            and turn.intent not in _MOVING
            and not looks_like_question(turn.text)
            and "@" not in turn.text
        )
    told_here = turn.intent == "grievance" and words >= STORY_WORDS
    return told_here and story_open and asked in FREE_TEXT
