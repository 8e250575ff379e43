"""Is this message the story, or more of it, whatever was asked?"""

from __future__ import annotations

import re
import unicodedata

from actions.form.digressions import FREE_TEXT, looks_like_question
from actions.form.submission import IDENTITY
from actions.turns.turn import Turn
from fields.reading import Reading, Value, Wrong, WrongKind

# A story told where another field was asked; shorter grievances are read as an answer.
STORY_WORDS = 6
# Fewer words than these name what the complaint is about and tell no more.
TOLD_WORDS = 7
# More letters than these in another script are no name of a category.
_FOREIGN_LETTERS = 6
# Right after a story less is needed to go on with it, where who they are is asked.
MORE_WORDS = 4
_TELLING = frozenset({"grievance", "vent", "doubt", "file_complaint"})
# Readings of a refusal ("I have no e-mail address") or of a reminder, which tell nothing either.
_NO_STORY = frozenset(
    {
        WrongKind.NEEDED,
        WrongKind.REFUSED,
        WrongKind.CANNOT_SEE,
        WrongKind.TOLD_BEFORE,
    }
)
# Ways of moving through the form, which tell nothing.
_MOVING = frozenset(
    {"skip", "deny", "affirm", "correct", "go_back", "resume", "done_telling"}
    | {"all_above", "see_all_categories"}
)


_ADDS = re.compile(
    r"\W*(?:(?:oh|wait|yes|ok|please|can you|could you|you can)\W+)*(?:add (?:that|this|to it|also)\b|also\b|"
    r"and also\b|plus\b|one more thing|i (?:also|forgot|should add)\b|besides\b)",
    re.IGNORECASE,
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
    if asked == "category" and isinstance(reading, Wrong) and _foreign(turn.text):
        return True
    if isinstance(reading, Wrong):
        # A refusal ("I have no e-mail address") is no story.
        if reading.kind in _NO_STORY:
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
            and _states(turn)
        )
    told_here = turn.intent == "grievance" and words >= STORY_WORDS
    return told_here and story_open and asked in FREE_TEXT


def goes_on(turn: Turn, asked: str, reading: Reading, story_open: bool) -> bool:
    """Whether a statement that sounds like a matter for support is more of an open story.

    "Done, I locked it" and "the bank says that it was sent", right after a story, tell on.
    """
    if not story_open or not turn.intent.startswith("support_"):
        return False
    wrong = isinstance(reading, Wrong) and reading.kind not in _NO_STORY
    enough = len(turn.text.split()) >= MORE_WORDS
    return wrong and asked in IDENTITY and enough and _states(turn)


def adds_to_story(text: str) -> bool:
    """ "Add that the ad was on Instagram", "and also …": words on the review that say so."""
    enough = len(text.split()) >= MORE_WORDS
    return enough and bool(_ADDS.match(text)) and not looks_like_question(text)


def _states(turn: Turn) -> bool:
    return not looks_like_question(turn.text) and "@" not in turn.text


def _foreign(text: str) -> bool:
    """Words in a script that the understanding cannot read."""
    letters = [letter for letter in text if letter.isalpha()]
    foreign = [
        letter
        for letter in letters
        if not unicodedata.name(letter, "").startswith("LATIN")
    ]
    return len(foreign) >= _FOREIGN_LETTERS and 2 * len(foreign) > len(letters)
