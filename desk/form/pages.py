"""The pages of the form, from the templates beside this module."""

from dataclasses import dataclass
from typing import Any

from desk.cases.intake import Receipt
from desk.form.answers import Answer, Answers, Fault, may_be_taken
from desk.form.shapes import shapes
from desk.words.firm_words import FirmWords
from desk.words.wording import Wording
from fields import FIELDS, Context, Kind
from firm import Firm
from languages import DEFAULT

# A second failed try at the page offers to take an answer as it stands (docs/conversation.md, rule 9).
_TRIES = 2


@dataclass(frozen=True)
class Sealed:
    """The hidden inputs of a visitor's form: `key` files the complaint once, and `seal`
    ties it to `visitor`, the secret of the visitor's browser."""

    visitor: str
    key: str
    seal: str


@dataclass(frozen=True)
class Row:
    """One field, prepared for the templates. `error` is a sentence or None."""

    name: str
    kind: Kind
    label: str
    hint: str
    optional: bool
    typed: str
    error: str | None
    choices: tuple[str, ...]
    chosen: str
    may_be_taken: bool
    as_typed: bool
    shown: str


class FormPages:
    """Writes the pages of one firm's form, as HTML."""

    def __init__(self, firm: Firm, wording: Wording, language: str = DEFAULT) -> None:
        self._firm = firm
        self._wording = wording
        words = FirmWords(firm)
        self._templates = shapes(language)
        self._templates.filters |= {"day": words.day, "moment": words.moment}

    def form(
        self,
        answers: Answers,
        sealed: Sealed,
        *,
        tries: int = 0,
        focus: str | None = None,
        removed: tuple[str, ...] = (),
        problem: str | None = None,
    ) -> str:
        """The page of questions, with the answers typed so far and their faults."""
        rows = [self._row(answer, tries) for answer in answers.values()]
        return self._write(
            "form",
            rows=rows,
            sealed=sealed,
            tries=tries,
            focus=focus,
            removed=removed,
            problem=problem,
        )

    def check(
        self,
        answers: Answers,
        sealed: Sealed,
        context: Context,
        *,
        tries: int,
        removed: tuple[str, ...] = (),
        problem: str | None = None,
    ) -> str:
        """The page to check: every answer as it will be filed."""
        rows = [self._row(answer, 0, context) for answer in answers.values()]
        country = answers["country"]
        code = None if country.flagged else str(country.value)
        return self._write(
            "check",
            rows=rows,
            sealed=sealed,
            tries=tries,
            notice=self._firm.notice_for(code),
            removed=removed,
            problem=problem,
        )

    def receipt(self, receipt: Receipt, answers: Answers, files: str | None) -> str:
        """The receipt: reference, dates and, if `files`, the link to add files."""
        country = answers["country"]
        code = None if country.flagged else str(country.value)
        return self._write(
            "receipt",
            receipt=receipt,
            email=str(answers["email"].value),
            mailed=not answers["email"].flagged,
            files=files,
            notice=self._firm.notice_for(code),
        )

    def filed_before_change(self) -> str:
        """The page for a complaint that an earlier submit filed, with other answers."""
        return self._write("filed_before_change")

    def stopped(self, reason: str) -> str:
        """The page that ends the form, for one of the wording's problems."""
        return self._write("stopped", problem=self.problem(reason))

    def problem(self, reason: str, **values: str) -> str:
        """The sentence for a problem with the whole page."""
        return self._wording.problem(reason, values)

    def _row(self, answer: Answer, tries: int, context: Context | None = None) -> Row:
        name = answer.name
        return Row(
            name=name,
            kind=FIELDS[name].kind,
            label=self._wording.label(name),
            hint=self._wording.hint(name),
            optional=FIELDS[name].optional,
            typed=answer.typed,
            error=self._sentence(answer.fault) if answer.fault else None,
            choices=tuple(choice.title for choice in answer.choices),
            chosen=answer.chosen,
            may_be_taken=answer.as_typed
            or (tries >= _TRIES and answer.fault is not None and may_be_taken(answer)),
            as_typed=answer.as_typed,
            shown=self._shown(answer, context) if context else "",
        )

    def _shown(self, answer: Answer, context: Context) -> str:
        field = FIELDS[answer.name]
        if answer.value == field.empty and (answer.flagged or field.optional):
            return self._wording.empty
        if answer.flagged:
            return self._wording.taken_as_typed(answer.typed.strip())
        return field.show(answer.value, context)

    def _sentence(self, fault: Fault) -> str:
        say = {
            "wrong": self._wording.wrong,
            "choose": self._wording.choose,
            "form": self._wording.fault,
        }[fault.source]
        return say(fault.reason, fault.values)

    def _write(self, name: str, **said: Any) -> str:
        kinds = said.pop("removed", ())
        removed = self._wording.removed(kinds) if kinds else None
        said = {"problem": None, **said, "removed": removed, "firm": self._firm}
        return self._templates.get_template(f"{name}.html").render(said)
