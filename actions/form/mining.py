"""What a story told in one go already answers.

Each field is taken only from words that say so ("my name is …", "I live in …"), because
a wrong guess costs the client more than a question. What was found is shown, and the
review card shows it again with an edit for each.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

from actions.form.naming import client_named_in, staff_named_in
from fields import FIELDS
from fields.context import Context
from fields.occurred import told_in
from fields.reading import Value

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
# A list of numbers is not cut at its commas.
_TICKETS = re.compile(
    r",\s+(?![#\d])|;\s*|(?<=[.!?])\s+|\n+|\s+(?=and I\b)|\s+(?=but\b)"
)
_CLAUSE = re.compile(r",\s+|;\s*|(?<=[.!?])\s+|\n+|\s+(?=and I\b)|\s+(?=but\b)")
# Where what was tried ends, so that a further try in the same sentence is found too.
_NEXT_CLAUSE = r",\s|;\s|\s+(?:and|but)\s+(?:I|we)\b"
_LIVES = re.compile(
    r"\b(?:live|living|reside|residing|resident|residence|based|located|country|citizen)\b"
    r"|\b(?:I am|I'm|I’m|im|name is [^,.]{2,60}?)\W+(?:\w+\W+){0,4}?(?:from|in)\b",
    re.IGNORECASE,
)
# Whose address it is, the words before it in its own clause say; a swindler's also a comma before.
_SOMEBODY_ELSES = re.compile(
    r"\b(?:(?:scam\w*|phish\w*|sender|fake)[^\w.;!?\n]+(?:\w+[^\w.;!?\n]+){0,3}|"
    r"(?:from(?! my\b)|by(?! e-?mail\b| mail\b)|they (?:used|wrote)|wrote to|emailed|e-mailed|"
    r"contacted|sent to|changed to)[^\w,.;!?\n]+(?:\w+[^\w,.;!?\n]+){0,3})$",
    re.IGNORECASE,
)
_PIECE = re.compile(r",\s*|;\s*|\n+|\s[-\u2013\u2014]\s|(?<=[.!?])\s+")
_LONGEST_COUNTRY = 40  # characters
_ADDRESS = re.compile(r"[^\s@<>(),;:]+@[^\s@<>(),;]+\.[^\s@<>(),;]+")
_TICKET = re.compile(r"\b(?:tickets?|cases?|ref(?:erence)?|request)\b", re.IGNORECASE)
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
    r"\b(?:(?<!all )(?:I|we) (?:just |only |still )?(?:want|demand|expect|require|request|ask for|"
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
    country = _country(story, context)
    found: dict[str, Any] = {} if country is None else {"country": country}
    # Where the client lives tells how 11/03 is meant.
    context = replace(context, country=context.country or country)
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
    name = client_named_in(story)
    return _value("full_name", name, context) if name else None


def _country(story: str, context: Context) -> Any:
    for sentence in _SENTENCE.split(story):
        if _LIVES.search(sentence):
            value = _value("country", sentence, context)
            if value is not None:
                return value
    return _country_beside_address(story, context)


def _country_beside_address(story: str, context: Context) -> Any:
    """A country that is all there is between two commas, beside the client's address."""
    pieces = [piece.strip(" .") for piece in _PIECE.split(story)]
    for first, second in pairwise(pieces):
        for piece, beside in ((first, second), (second, first)):
            short = len(piece) <= _LONGEST_COUNTRY and "@" not in piece
            if short and _ADDRESS.fullmatch(beside):
                value = _value("country", piece, context)
                if value is not None:
                    return value
    return None


def _ticket_numbers(story: str, context: Context) -> Any:
    numbers: list[str] = []
    for clause in _TICKETS.split(story):
        if _TICKET.search(clause):
            numbers += _value("ticket_numbers", clause, context) or []
    return list(dict.fromkeys(numbers)) or None


def _occurred(story: str, context: Context) -> Any:
    return told_in(story, context)


def _individuals(story: str, context: Context) -> Any:
    return staff_named_in(story) or None


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
    "ticket_numbers": _ticket_numbers,
    "occurred": _occurred,
    "individuals": _individuals,
    "actions_taken": _actions_taken,
    "desired_resolution": _desired_resolution,
}
