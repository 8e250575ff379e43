"""Questions that only point at the open question: "why?", "where do I find that?".

What they mean depends on what was asked, which the understanding does not know: it sees
one message at a time. So they are told by their words alone, and all of these point.
"""

from __future__ import annotations

import re

from fields.text import word_set, words_of

_POINTING = word_set(
    "a an and are asking but can could do does exactly even find for get give how i is "
    "it know like look looks mean meant must need of ok one please put right say see should "
    "so supposed tell that that's the them these they thing this those to type want what "
    "what's whats where where's which why would write you your"
)
_ASKING = word_set("how what what's whats where where's which why")
LONGEST = 9  # words


def points_at_question(text: str) -> bool:
    """Whether the message asks about the open question and names nothing else."""
    words = words_of(text)
    return (
        0 < len(words) <= LONGEST
        and bool(_ASKING & set(words[:3]))
        and all(word in _POINTING for word in words)
        and not re.search(r"\d", text)
    )


def asks_why(text: str) -> bool:
    """Whether a message that points at the question asks for the reason of it."""
    return bool(re.search(r"\bwhy\b|\bwhat\b.{0,12}\bfor\W*$", text, re.IGNORECASE))
