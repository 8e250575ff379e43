"""What a story told in one go already answers.

Each field is taken only from words that say so ("my name is …", "I live in …"), because
a wrong guess costs the client more than a question. What was found is shown, and the
review card shows it again with an edit for each.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from fields import FIELDS
from fields.context import Context
from fields.occurred import told_in
from fields.reading import Value

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_CLAUSE = re.compile(r",\s+|;\s*|(?<=[.!?])\s+|\n+|\s+(?=and I\b)|\s+(?=but\b)")
# Where what was tried ends, so that a further try in the same sentence is found too.
_NEXT_CLAUSE = r",\s|;\s|\s+(?:and|but)\s+(?:I|we)\b"
_NAME = (
    r"(?-i:[^\W\d_a-z](?:[\w'’-]+|\.)?(?:\s+(?:(?:de|del|da|dos|du|la|le|van|von|der|den|bin"
    r"|al|el|ibn|di|y)\s+)*[^\W\d_a-z](?:[\w'’-]+|\.)?){0,4})"
)
_NAME_SAID = re.compile(
    rf"\b(?:my (?:full )?name is|name\s*:|my name's)\s+({_NAME})", re.IGNORECASE
)
_NAME_INTRODUCED = re.compile(
    rf"(?:^|[.!,]\s+)(?:hello|hi|hey|good \w+|dear \w+)?[,.!]?\s*(?:I am|I'm|I’m|this is)\s+({_NAME})(?=,|\.| from\b| and\b| in\b|\s*[(<])",
    re.IGNORECASE,
)
_NAME_SIGNED = re.compile(
    rf"(?:regards|sincerely|faithfully|yours|thanks|thank you),?\s*\n+\s*({_NAME})\s*$",
    re.IGNORECASE,
)
_LIVES = re.compile(
    r"\b(?:live|living|reside|residing|resident|residence|based|located|country|citizen)\b"
    r"|\b(?:I am|I'm|I’m|name is [^,.]{2,60}?)\W+(?:\w+\W+){0,4}?(?:from|in)\b",
    re.IGNORECASE,
)
_SOMEBODY_ELSES = re.compile(
    r"\b(?:from|by|scam\w*|phish\w*|sender|fake|they (?:used|wrote)|wrote to|emailed|e-mailed|"
    r"contacted|sent to|changed to)\W+(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[^\s@<>(),;:]+@[^\s@<>(),;]+\.[^\s@<>(),;]+")
_TICKET = re.compile(r"\b(?:tickets?|cases?|ref(?:erence)?|request)\b", re.IGNORECASE)
_ROLE = r"(?:agents?|representatives?|advisors?|managers?|employees?|operators?|supervisors?)"
_STAFF = re.compile(
    rf"\b(?:your|an?|the|one of your)\s+(?:\w+\s+)?{_ROLE}\b"
    rf"(?:(?:\s+(?:called|named|by the name of))?\s+{_NAME})?|\b{_ROLE}\s+{_NAME}",
    re.IGNORECASE,
)
_STAFF_NAMED = re.compile(
    rf"\b({_NAME})\s+(?:from|of|in|at)\s+(?:your\s+)?(?:live chat|chat|support|customer \w+|"
    r"the support team|compliance)\b",
    re.IGNORECASE,
)
# Not "the coins I sent": what was tried begins a part of a sentence.
_TRIED = re.compile(
    r"(?:^|[.,;:!?\n)-]\s*|\b(?:and|but|so|then|when|because|after|since|although|though|where|"
    r"that|once|today|yesterday|later|again|which)\s+)"
    r"(?P<tried>(?:I|we)(?:'ve|’ve| have)?(?: already| also| even)?(?: \w+ly)? (?:e-?mailed|wrote|written|called|"
    r"phoned|rang|contacted|(?:opened|raised|made) (?=(?:\w+ ){0,3}(?:tickets?|cases?|requests?|"
    r"disputes?|claims?|chats?|complaints?)\b)|submitted|reported|asked|tried|messaged|"
    r"complained|chatted|uploaded|provided|replied|restarted|reinstalled|reset|spoke|"
    r"followed up|sent (?:it|them|you|support|everything|in|an? (?:e-?mail|message|letter)|"
    r"(?:\w+ ){0,2}(?:e-?mails|messages|letters|documents|proofs?)))\b"
    rf"(?:(?!{_NEXT_CLAUSE})[^.!?\n])*)",
    re.IGNORECASE,
)
_WANTED = re.compile(
    r"\b(?:(?<!all )(?:I|we) (?:just |only |still )?(?:want|demand|expect|request|ask for|"
    r"(?:am|are) asking|would like|insist|need (?:my|our|an?|the)\b)|I'?d like|I’d like|"
    r"(?:my|our) client (?:wants|requires|demands|requests|seeks|expects|asks)|"
    r"(?:(?<=^)|(?<=[.,!?;\n] ))(?:give|pay|send) (?:me|us|it)\b|please (?:refund|return|release|unlock|unfreeze|"
    r"reopen|restore|pay|compensate|give|credit|cancel|send|fix))\b"
    r"(?:(?!,\s+(?:I|we|you|they|he|she|because)\b)[^.!?\n])*",
    re.IGNORECASE,
)
_NOT_AN_OUTCOME = re.compile(
    r"^(?:I|we) (?:just |only )?(?:want|would like|need) (?:you )?to (?:make|file|lodge|submit|raise|report|"
    r"complain|know|tell|speak|talk)\b",
    re.IGNORECASE,
)


def mined(story: str, context: Context) -> dict[str, Any]:
    """Values by field, for every field that the story clearly answers."""
    found: dict[str, Any] = {}
    for name, find in _FINDERS.items():
        value = find(story, context)
        if value is not None:
            found[name] = value
    return found


def _value(name: str, words: str, context: Context) -> Any:
    reading = FIELDS[name].read(words, context)
    return reading.value if isinstance(reading, Value) else None


def _email(story: str, context: Context) -> Any:
    addresses = list(_ADDRESS.finditer(story))
    if len(addresses) != 1:
        return None
    start = addresses[0].start()
    if _SOMEBODY_ELSES.search(story[max(0, start - 60) : start]):
        return None
    return _value("email", addresses[0].group().rstrip(".,;"), context)


def _account_id(story: str, context: Context) -> Any:
    value = _value("account_id", story, context)
    none = context.firm.account_id.none
    if value == none and not re.search(r"\baccount\b", story, re.IGNORECASE):
        return None
    return value


def _full_name(story: str, context: Context) -> Any:
    for pattern in (_NAME_SAID, _NAME_INTRODUCED, _NAME_SIGNED):
        said = pattern.search(story)
        if said:
            name = said[1].rstrip(" .,")
            if pattern is _NAME_INTRODUCED and len(name.split()) < 2:
                continue  # "I am Spanish"
            return _value("full_name", name, context)
    return None


def _country(story: str, context: Context) -> Any:
    for sentence in _SENTENCE.split(story):
        if _LIVES.search(sentence):
            value = _value("country", sentence, context)
            if value is not None:
                return value
    return None


def _ticket_numbers(story: str, context: Context) -> Any:
    numbers: list[str] = []
    for clause in _CLAUSE.split(story):
        if _TICKET.search(clause):
            numbers += _value("ticket_numbers", clause, context) or []
    return list(dict.fromkeys(numbers)) or None


def _occurred(story: str, context: Context) -> Any:
    return told_in(story, context)


def _individuals(story: str, context: Context) -> Any:
    people = [match.group(1) for match in _STAFF_NAMED.finditer(story)]
    # In a text all in capitals no word can be told to be a name.
    people += [
        match.group().strip()
        for match in _STAFF.finditer(story)
        if not match.group().isupper()
    ]
    return list(dict.fromkeys(people))[:5] or None


def _actions_taken(story: str, context: Context) -> Any:
    tried = [
        _CLAUSE.split(match["tried"])[0].strip(" ,") for match in _TRIED.finditer(story)
    ]
    return "; ".join(dict.fromkeys(tried)) or None


def _desired_resolution(story: str, context: Context) -> Any:
    wanted = [match.group().strip(" ,") for match in _WANTED.finditer(story)]
    outcomes = [words for words in wanted if not _NOT_AN_OUTCOME.match(words)]
    return outcomes[-1] if outcomes else None


_FINDERS: dict[str, Callable[[str, Context], Any]] = {
    "email": _email,
    "account_id": _account_id,
    "full_name": _full_name,
    "country": _country,
    "ticket_numbers": _ticket_numbers,
    "occurred": _occurred,
    "individuals": _individuals,
    "actions_taken": _actions_taken,
    "desired_resolution": _desired_resolution,
}
