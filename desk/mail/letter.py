"""What a mail says, from the templates beside this module."""

import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from desk.models import Complaint
from desk.words.firm_words import FirmWords
from desk.words.templates import templates
from firm import Firm

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Letter:
    """Subject (one line), text and HTML of one mail."""

    subject: str
    text: str
    html: str


class Letters:
    """Writes the mails of one firm. A kind of mail is three templates: `<kind>.subject`,
    `<kind>.txt` and `<kind>.html`."""

    def __init__(self, firm: Firm) -> None:
        self._firm = firm
        self._words = FirmWords(firm)
        self._templates = templates(_TEMPLATES, "mixed")
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
        """The mail of this kind about this complaint; `context` is what it says besides.

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
        }
        write = self._writer(kind, said)
        return Letter(
            subject=one_line(write("subject")), text=write("txt"), html=write("html")
        )

    def _writer(self, kind: str, said: dict[str, Any]) -> Callable[[str], str]:
        return lambda part: self._templates.get_template(f"{kind}.{part}").render(said)


def one_line(text: str) -> str:
    """The text with every run of white space and control characters made one space."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text).strip()


def indented(text: str) -> str:
    """Each line of the text set in by four spaces: whatever it says, it cannot pass for the
    mail's own words, which begin at the margin."""
    return "\n".join(
        f"    {line}" for line in re.split(r"\r\n|[\r\n\v\f\x85\u2028\u2029]", text)
    )


def wrapped(text: str) -> str:
    """The text in lines that every mail program shows whole; words and addresses are not cut."""
    return "\n".join(
        textwrap.fill(line, 72, break_long_words=False, break_on_hyphens=False)
        for line in text.splitlines()
    )
