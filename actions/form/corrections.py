"""A field changed in words: "my e-mail is actually …", "wrong country", "go back"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from actions.form.digressions import FREE_TEXT, SHORT
from actions.form.typed import named_field
from actions.turns.turn import Turn
from actions.turns.wording import field_names
from fields import FIELDS
from fields.context import Context
from fields.reading import Choose, Value

LONGEST = 30  # words; a longer message tells a story and corrects nothing
LIKELY = 0.4
LIKELIER = 0.6

_CUE = re.compile(
    r"\b(actually|change|edit|correct(?:ion)?|fix|wrong|update|should (?:be|say)|"
    r"not (?:right|the|my)|mistake|typo|mis-?(?:spel\w+|typed))\b",
    re.IGNORECASE,
)
# An address in a sentence that takes something back is the right address.
_TAKES_BACK = re.compile(
    r"^\W*(?:no|nope|sorry|oops|ups|wait|actually|correction|typo)\b|\bi mean(?:t)?\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[^\s@<>(),;:]+@[^\s@<>(),;]+\.[^\s@<>(),;]+")
# What follows the new value: "my name is Tim Brown actually".
_AFTERTHOUGHT = re.compile(
    r"(?:[\s,]+(?:actually|in fact|really|sorry|please|instead|thanks|thank you))+\W*$",
    re.IGNORECASE,
)
# What is said of the old value is not the new one: "my name is spelled wrong".
_OLD_VALUE = re.compile(
    r"(?:not |un)?(?:(?:spel\w+|written|typed|put|down|all|still|completely|quite|very|a|too) )*"
    r"(?:wrong(?:ly)?|incorrect(?:ly)?|right|correct(?:ly)?|misspel\w+|mistyped|typo|mistake|off|old)\W*",
    re.IGNORECASE,
)
# Where a second field begins: ", and the date to 6 May".
_NEXT_WISH = re.compile(
    r"\s*(?:,|;|\band\b)(?:\s*\band\b)?\s+(?:also )?(?:change )?(?=(?:the|my) [\w-]+(?: [\w-]+)? to\b)",
    re.IGNORECASE,
)
# Nothing but the wish to change one field: believed wherever it is typed.
_PLAIN_WISH = re.compile(
    r"^\W*(?:please |can i |can you |i want to |i need to |let me )?"
    r"(?:change|edit|correct|update) (?:my|the) (?P<field>[\w -]{2,40}?)"
    r"(?:\W*| to:? (?P<value>\S.{0,200}))$",
    re.IGNORECASE,
)
_NOT_THIS_BUT_THAT = re.compile(
    r"^\W*(?:no\W+|sorry\W+)*not (?:the|my) [\w -]{2,30}[,;.]\s*(?:but |i mean )?(?:the|my) "
    r"(?P<field>[\w -]{2,30})\W*$",
    re.IGNORECASE,
)
# Nothing but a wish to go back; "my 40 euro back" is what somebody may want.
_BACKWARDS = re.compile(
    r"\W*(?:(?:go|going|back|please|pls|can|could|we|i|to|the|previous|question|one|step|last|let|"
    r"me|take|return|want|undo|that|before|a|sorry|oops|wait|no|ask|again|answer|up|my)\b\W*)+",
    re.IGNORECASE,
)
# What stands before the new value; the last of these in the message counts.
_BEFORE_VALUE = re.compile(
    r"\b(?:should (?:be|say)|(?:is|was) (?:actually|really|in fact)|actually|i meant|"
    r"(?:change|edit|correct|fix|update)\b.{0,60}?\bto|it'?s|is|was|but)\b:?|:(?=\s)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Correction:
    """The field meant, and the words that may be its new value ("" for none).

    `named`: the client named the field; else it is only the one answered last.
    """

    field: str
    words: str
    named: bool = True


def correction_in(
    turn: Turn, requested: str, last_answered: str | None, answers: bool
) -> Correction | None:
    """What the message corrects, if it corrects anything but the open question.

    `answers`: the message can be read as the answer to the open question. Words alone
    then do not make it a correction ("fix my account" is what somebody may want); the
    intent does, and more surely where any sentence is an answer.
    """
    words = len(turn.text.split())
    if turn.pressed or words > LONGEST:
        return None
    if wish := _PLAIN_WISH.match(turn.text):
        named = named_field(wish["field"])
        whole = named and wish["field"].casefold() in field_names()[named]
        value = (wish["value"] or "").strip(" .")
        return Correction(named, value) if named and whole else None
    if swap := _NOT_THIS_BUT_THAT.match(turn.text):
        named = named_field(swap["field"])
        return Correction(named, "") if named else None
    address = _ADDRESS.search(turn.text)
    if address and requested != "email" and _TAKES_BACK.search(turn.text):
        return Correction("email", address.group().rstrip("."))
    free = requested in FREE_TEXT
    if answers and not free and not _CUE.search(turn.text):
        return None  # "Yes, the number is 7730215" answers what was asked
    meant = turn.confidence >= (LIKELIER if free else LIKELY) and not (
        free and words > SHORT
    )
    backwards = not free or bool(_BACKWARDS.fullmatch(turn.text))
    if meant and turn.intent == "go_back" and last_answered and backwards:
        return Correction(last_answered, "")
    meant = meant and turn.intent == "correct"
    cued = bool(_CUE.search(turn.text)) and not (answers or free)
    named = named_field(turn.text)
    if named == requested or not (meant or (cued and named)):
        return None
    if named:
        return Correction(named, _new_value(turn.text))
    if last_answered and last_answered != requested:
        return Correction(last_answered, _new_value(turn.text), named=False)
    return None


def wishes(turn: Turn) -> list[Turn]:
    """The message as one turn for each field that it changes; itself where that is one."""
    first, *others = _NEXT_WISH.split(turn.text)
    if turn.pressed or not others or not _CUE.search(first):
        return [turn]
    parts = (first, *(f"change {part}" for part in others))
    return [replace(turn, text=part) for part in parts]


def meant_field(correction: Correction, slots: dict[str, Any], context: Context) -> str:
    """The field to change; where none was named, the one that the new value fits."""
    last = correction.field
    if correction.named or not correction.words:
        return last
    likely = ("email", "account_id", *([] if last in FREE_TEXT else [last]))
    for name in (*likely, "country", "occurred"):
        reading = FIELDS[name].read(correction.words, context)
        if slots.get(name) and (
            isinstance(reading, Choose)
            or (isinstance(reading, Value) and _is_definite(reading.value))
        ):
            return name
    return last


def _is_definite(value: Any) -> bool:
    """Not a time that names no date ("every day")."""
    return not isinstance(value, dict) or bool(value["from"])


def _new_value(text: str) -> str:
    text = _AFTERTHOUGHT.sub("", text)
    found = list(_BEFORE_VALUE.finditer(text))
    value = text[found[-1].end() :].strip(" .,") if found else ""
    return "" if _OLD_VALUE.fullmatch(value) else value
