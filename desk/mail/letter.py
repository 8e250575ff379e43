"""Letters: the texts of mails in one language, laid out by the templates here."""

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from desk.mail.drafts import MailKind
from desk.models import Complaint
from desk.words.firm_words import FirmWords
from desk.words.templates import templates
from desk.words.wording import Place, Wording
from fields import FIELDS, Kind
from firm import Firm
from languages import DEFAULT, template_folder

# Layouts without words of a language: the rows of a complaint, headings, quoted words.
_SHAPES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Letter:
    """Subject (one line), text and HTML of one mail."""

    subject: str
    text: str
    html: str


class Row(NamedTuple):
    """An answer of the client as the mail repeats it; `lines`: it may have many lines.

    `field` is "" where the row gives the meaning understood of the answer before it.
    """

    field: str
    label: str
    text: str
    lines: bool


class Letters:
    """Writes the mails of one firm in one language.

    A kind of mail is two templates of data/<language>/wording/mail, `<kind>.txt` and
    `<kind>.html`. The blocks `subject` and `name` of the first are the mail's subject
    and the name of the kind for the staff.
    """

    def __init__(self, firm: Firm, language: str = DEFAULT) -> None:
        self._firm = firm
        self._words = FirmWords(firm)
        self._wording = Wording(firm)
        folders = [template_folder("mail", language), _SHAPES]
        self._templates = templates(*folders, writes="mixed")
        self._templates.filters |= {
            "day": self._words.day,
            "moment": self._words.moment,
            "local_moment": self._words.local_moment,
            "one_line": one_line,
            "indented": indented,
            "wrapped": wrapped,
            "iso_day": lambda text: self._words.day(date.fromisoformat(text)),
        }

    def write(
        self, kind: str, complaint: Complaint, context: dict[str, Any] | None = None
    ) -> Letter:
        """The mail of this kind about this complaint; `context` has further facts.

        Raises jinja2.TemplateError when a template is missing or broken.
        """
        said = {
            "firm": self._firm,
            "complaint": complaint,
            "context": context or {},
            "category": self._words.category(complaint.category),
            "country": self._words.country(complaint.country),
            "notice": self._firm.notice_for(complaint.country),
            "language": self._words.language,
            "rows": list(self._rows(complaint)),
        }
        return Letter(
            subject=one_line(self._block(kind, "subject", said)),
            text=self._templates.get_template(f"{kind}.txt").render(said),
            html=self._templates.get_template(f"{kind}.html").render(said),
        )

    @cached_property
    def names(self) -> dict[str, str]:
        """The names of the kinds of mail for the staff, by kind."""
        return {kind.value: self._block(kind, "name", {}) for kind in MailKind}

    def _block(self, kind: str, name: str, said: dict[str, Any]) -> str:
        template = self._templates.get_template(f"{kind}.txt")
        return "".join(template.blocks[name](template.new_context(said)))

    def _rows(self, complaint: Complaint) -> Iterator[Row]:
        for field in FIELDS.values():
            value = getattr(complaint, field.name)
            label = self._wording.label(field.name, Place.MAIL)
            lines = field.kind in (Kind.TEXT, Kind.LONG_TEXT)
            yield Row(field.name, label, self._words.answer(field, value), lines)
            if field.kind is Kind.DATE and (period := self._words.period(value)):
                yield Row("", self._wording.understood_as, period, False)


def one_line(text: str) -> str:
    """The text with every run of white space and control characters made one space."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text).strip()


def indented(text: str) -> str:
    """The text with each line indented by four spaces, so that it cannot pass for the
    mail's own words, which begin at the margin."""
    return "\n".join(
        f"    {line}" for line in re.split(r"\r\n|[\r\n\v\f\x85\u2028\u2029]", text)
    )


def wrapped(text: str) -> str:
    """The text in lines that every mail program shows whole, of 72 characters.

    Longer words and addresses are not cut.
    """
    return "\n".join(
        textwrap.fill(line, 72, break_long_words=False, break_on_hyphens=False)
        for line in text.splitlines()
    )
