"""Is this message an answer to the open question, or something else first?

A digression is left to the rules (data/rules): they answer it, and the form then asks
its question again. So a designer's new intent is a digression without any Python.
"""

from __future__ import annotations

import re

from actions.turns.alarms import needs_care, wants_person
from actions.turns.intents import Intent
from actions.turns.turn import SURE, Turn
from fields import FIELDS
from fields.reading import Reading, Wrong, WrongKind
from fields.text import word_set, words_of

# Intents that the form itself deals with: answers, and ways of moving through it.
ANSWERS = frozenset(
    {
        "inform",
        "grievance",
        "file_complaint",
        "vent",
        "affirm",
        "deny",
        "skip",
        "all_above",
        "done_telling",
        "correct",
        "go_back",
        "resume",
        "doubt",
        "out_of_scope",
        "nlu_fallback",
    }
)
# Short requests that are meant as such wherever they are typed. Where any sentence is an
# answer ("Release it"), the intent alone is not believed: a word of the request must be there.
REQUESTS = {
    "human": r"human|person|agent|someone|somebody|manager|representative|operator|staff|call",
    "cancel": r"cancel|stop|quit|exit|forget|never ?mind|abort|leave|pause|later|not now",
    "start_over": r"start|restart|begin|over|again|scratch|reset",
    "help": r"help|what (?:can|do|now)|how (?:do|does)|confused|lost|stuck",
    "goodbye": r"bye|goodbye|good night|see you|have to go|gotta go|must go|leaving now",
    "bot_challenge": r"bot|robot|human|real|machine|computer|ai|person",
}
# Small talk: words that mean nothing to the understanding ("purple elephants") look like it.
COURTESIES = frozenset({"chitchat", "greet", "thank", "goodbye"})
# Fields whose answer can be any sentence, so that only a question or a short request
# counts as a digression.
FREE_TEXT = frozenset(name for name, field in FIELDS.items() if field.is_free_text)
# Where a wish is the answer, "stop it and give it back" is one: to leave takes these words alone.
_LEAVING = word_set(
    "a abort again all and any anymore at can cancel changed chat complaint conversation do "
    "don't everything exit file filing for forget form go going here i i'd i'm instead it just "
    "later leave let let's like longer me mind more my never nevermind no not now of ok on "
    "out pause please process quit right sorry stop stopping submit thanks that the then "
    "this to today want wanna we will with would"
)
SHORT = 12

_QUESTION_START = re.compile(
    r"^\W*(?:(?:hm+|um+|uh|well|ok|okay|so|and|but|wait|sorry|please|hey|hi|hello)\W+)*(who|what|when|where|why|how|which|do|does|did|is|are|can|could|will|would|"
    r"should|may|must|am)\b",
    re.IGNORECASE,
)


def looks_like_question(text: str) -> bool:
    """Whether a sentence is put as a question (English word order or a question mark)."""
    return text.rstrip().endswith("?") or bool(_QUESTION_START.match(text))


def is_digression(turn: Turn, field: str, reading: Reading) -> bool:
    """Whether the rules should answer this message before the form goes on."""
    if turn.intent == Intent.SELF_HARM:
        return needs_care(turn) or wants_person(turn)
    if turn.intent in ANSWERS or turn.confidence < SURE:
        return False
    if turn.intent in COURTESIES and turn.chance < SURE:
        return False
    words = len(turn.text.split())
    # "I cannot log in to see it" says why there is no answer; it asks support for nothing.
    if isinstance(reading, Wrong) and reading.kind is WrongKind.CANNOT_SEE:
        return looks_like_question(turn.text)
    # On the review more of the story is likelier than a matter for support.
    if field == "submit" and turn.intent.startswith("support_"):
        return looks_like_question(turn.text)
    if field == "desired_resolution" and turn.intent == "cancel":
        return _LEAVING.issuperset(words_of(turn.text))
    if field in FREE_TEXT:
        return words <= SHORT and _asks_for_something(turn)
    return isinstance(reading, Wrong) or _asks_for_something(turn)


def _asks_for_something(turn: Turn) -> bool:
    words = REQUESTS.get(turn.intent)
    if words and re.search(rf"\b(?:{words})\b", turn.text, re.IGNORECASE):
        return True
    return looks_like_question(turn.text)
