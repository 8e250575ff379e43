"""The words of exports, of one firm."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from desk.words.firm_words import FirmWords
from desk.words.templates import words_in
from desk.words.wording import Wording
from firm import Firm

_WORDS = words_in(Path(__file__).with_name("wording.yml"))


class ExportWords:
    """Words, dates and names as the firm's readers know them."""

    def __init__(self, firm: Firm) -> None:
        self._firm = FirmWords(firm)
        self._form = Wording(firm)
        self.case: dict[str, Any] = _WORDS["case"]
        self.annex: dict[str, str] = _WORDS["annex"]

    @property
    def language(self) -> str:
        """The language's code."""
        return self._firm.language

    def label(self, field: str) -> str:
        """What the client's answer to this question is called."""
        return str(self.case["fields"].get(field) or self._form.labels[field])

    def of(self, table: str, code: str) -> str:
        """The word for a code, or the code itself, readably."""
        return str(_WORDS[table].get(code, code.replace("_", " ")))

    def category(self, category_id: str) -> str:
        """The category's title."""
        return self._firm.category(category_id)

    def country(self, code: str) -> str:
        """The country's name."""
        return self._firm.country(code)

    def day(self, day: date) -> str:
        """A date in words."""
        return self._firm.day(day)

    def moment(self, instant: datetime) -> str:
        """An instant in the firm's zone."""
        return self._firm.moment(instant)

    def occurred(self, occurred: dict[str, Any] | None) -> str:
        """When it happened: the client's words, and what was understood of them."""
        if occurred is None:
            return ""
        known = [occurred.get(name) for name in ("from", "to")]
        ends = [self._firm.local_moment(text) for text in known if text]
        return "\n".join([str(occurred.get("text", "")), " – ".join(ends)]).strip()
