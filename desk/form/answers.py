"""Answers typed into the form, read by the same code as those of the chat."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from desk.complaint.submission import LONGEST_TEXT
from fields import FIELDS, Choice, Choose, Context, Skipped, Stored, Value, Wrong

# The source of a fault: `fields` finds an answer wrong or ambiguous, or the form does.
Source = Literal["wrong", "choose", "form"]


@dataclass(frozen=True)
class Fault:
    """Why an answer cannot be taken: a reason, and the values for its sentence."""

    source: Source
    reason: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class Answer:
    """One field: the text typed, and the value understood or the fault.

    `choices` are the meanings that the text could have, and `chosen` is the title of
    the one picked. `as_typed`: the client asked to have the text taken as it stands;
    `flagged`: it was taken so, unchecked. A blank one taken so is not given.
    """

    name: str
    typed: str = ""
    chosen: str = ""
    as_typed: bool = False
    value: Stored = ""
    flagged: bool = False
    fault: Fault | None = None
    choices: tuple[Choice, ...] = ()


Answers = dict[str, Answer]


def unread(posted: Mapping[str, str]) -> Answers:
    """The answers as they were typed, without reading them."""
    return {
        name: Answer(
            name,
            typed=posted.get(name, ""),
            chosen=posted.get(f"{name}_choice", ""),
            as_typed=posted.get(f"{name}_as_typed") == "yes",
        )
        for name in FIELDS
    }


def read(posted: Mapping[str, str], context: Context) -> Answers:
    """Reads every answer, in the form's order; dates by the custom of the country."""
    answers: Answers = {}
    for name, given in unread(posted).items():
        answer = _read(given, context)
        if name == "country" and answer.fault is None and not answer.flagged:
            context = replace(context, country=str(answer.value))
        answers[name] = answer
    return answers


def faulty(answers: Answers) -> list[Answer]:
    """The answers that cannot be taken."""
    return [answer for answer in answers.values() if answer.fault]


def _read(answer: Answer, context: Context) -> Answer:
    field = FIELDS[answer.name]
    typed = answer.typed
    if len(typed) > LONGEST_TEXT:
        counts = {"count": str(len(typed)), "most": str(LONGEST_TEXT)}
        return replace(answer, fault=Fault("form", "too_long", counts))
    if "\0" in typed:
        return replace(answer, fault=Fault("form", "not_text", {}))
    if field.optional and not typed.strip():
        return replace(answer, value=field.empty)
    if answer.name == "category" and typed in {c.id for c in context.firm.categories}:
        return replace(answer, value=typed)
    match field.read(typed, context):
        case Value(value):
            return replace(answer, value=value)
        case Skipped():
            return replace(answer, value=field.empty)
        case Choose(reason, choices, values):
            return _chosen(replace(answer, choices=choices), reason, values)
        case Wrong(reason, values):
            return _taken_or_wrong(answer, Fault("wrong", reason, values))


def _chosen(answer: Answer, reason: str, values: Mapping[str, str]) -> Answer:
    # Compared with the present meanings: the client may have changed the text since.
    for choice in answer.choices:
        if choice.title == answer.chosen:
            return replace(answer, value=choice.value)
    return _taken_or_wrong(answer, Fault("choose", reason, values))


def _taken_or_wrong(answer: Answer, fault: Fault) -> Answer:
    if answer.as_typed and may_be_taken(answer):
        return replace(answer, value=_as_typed(answer), flagged=True)
    return replace(answer, fault=fault)


def may_be_taken(answer: Answer) -> bool:
    """Whether the answer can be taken as typed: it is no category, and blank only where
    the client may keep the answer to themselves."""
    blank = not answer.typed.strip()
    return answer.name != "category" and (FIELDS[answer.name].withheld or not blank)


def _as_typed(answer: Answer) -> Stored:
    words = answer.typed if answer.name == "description" else answer.typed.strip()
    return FIELDS[answer.name].as_typed(words)
