"""Names that a story says in so many words: the client's, and those of the firm's staff."""

from __future__ import annotations

import re

_NAME = (
    r"(?-i:[^\W\d_a-z](?:[\w'’-]+|\.)?(?:\s+(?:(?:de|del|da|dos|du|la|le|van|von|der|den|bin"
    r"|al|el|ibn|di|y)\s+)*[^\W\d_a-z](?:[\w'’-]+|\.)?){0,4})"
)
_SAID = re.compile(
    rf"\b(?:my (?:full )?name is|name\s*:|my name's|my name’s)\s+({_NAME})"
    rf"|(?:^|[.,;]\s+|\band )name is\s+({_NAME})|(?:^|,\s+)I,\s+({_NAME})(?=,)",
    re.IGNORECASE,
)
# Typed in haste, without capitals: two to four words, and nothing more in their clause.
_SAID_IN_SMALL_LETTERS = re.compile(
    r"\b(?:my (?:full )?name is|my name['’]?s|name\s*:)\s+([a-z'’-]+(?: [a-z'’-]+){1,3}?)"
    r"(?=\s*[,.;\n(<]|\s*$| and\b| from\b| i['’ ])",
    re.IGNORECASE,
)
# "My name is on the account" says none.
_NO_NAME = re.compile(
    r"\b(?:on|in|the|not|a|an|wrong|misspelled|spelled|written|different|same|as|to|is|was|"
    r"being|correct|already|still|your|my|mine|known|registered|listed|above|below)\b",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    rf"(?:^|[.!,]\s+)(?:hello|hi|hey|good \w+|dear \w+)?[,.!]?\s*(?:I am|I'm|I’m|Im|this is)\s+({_NAME})(?=,|\.| from\b| and\b| in\b|\s*[(<])",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    rf"(?:regards|sincerely|faithfully|yours|thanks|thank you),?\s*\n+\s*({_NAME})\s*$",
    re.IGNORECASE,
)
_ROLE = r"(?:agents?|reps?|representatives?|advisors?|managers?|employees?|operators?|supervisors?)"
_STAFF = re.compile(
    rf"\b(?:your|an?|the|one of your)\s+(?P<role>(?:\w+\s+)?{_ROLE}\b"
    rf"(?P<name>(?:\s+(?:called|named|by the name of))?\s+{_NAME})?)|\b{_ROLE}\s+{_NAME}",
    re.IGNORECASE,
)
_STAFF_NAMED = re.compile(
    rf"\b({_NAME})\s+(?:from|of|in|at)\s+(?:your\s+)?(?:live chat|chat|support|customer \w+|"
    r"the support team|compliance)\b",
    re.IGNORECASE,
)
_MOST_STAFF = 5


def client_named_in(story: str) -> str | None:
    """The name that the client gives as their own."""
    for pattern in (_SAID, _SAID_IN_SMALL_LETTERS, _INTRODUCED, _SIGNED):
        said = pattern.search(story)
        if not said:
            continue
        name: str = next(filter(None, said.groups())).rstrip(" .,")
        if pattern is _INTRODUCED and len(name.split()) < 2:
            continue  # "I am Spanish"
        if pattern is _SAID_IN_SMALL_LETTERS and _NO_NAME.search(name):
            continue
        return name
    return None


def staff_named_in(story: str) -> list[str]:
    """The members of staff that the story names, each once, in the client's words."""
    people = [match.group(1) for match in _STAFF_NAMED.finditer(story)]
    # In a text all in capitals no word can be told to be a name.
    people += [
        # "Your agent Dave" is agent Dave; "your agent" says whose at least.
        (match["role"] if match["name"] else match.group()).strip()
        for match in _STAFF.finditer(story)
        if not match.group().isupper()
    ]
    return list(dict.fromkeys(people))[:_MOST_STAFF]
