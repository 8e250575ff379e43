"""The words of exports, of one firm."""

from datetime import date, datetime
from typing import Any

from desk.models import Complaint
from desk.words.firm_words import FirmWords
from desk.words.wording import Place, Wording
from fields import Field, Kind
from firm import Firm
from languages import DEFAULT, wording


class ExportWords:
    """Words, dates and names in the language and zone of the firm."""

    def __init__(self, firm: Firm, language: str = DEFAULT) -> None:
        self._firm = FirmWords(firm)
        self._form = Wording(firm, language)
        self._words: dict[str, Any] = wording("desk/exports.yml", language)
        self.case: dict[str, Any] = self._words["case"]
        self.annex: dict[str, str] = self._words["annex"]

    @property
    def language(self) -> str:
        """The language's code."""
        return self._firm.language

    def label(self, field: str) -> str:
        """The name of a field in exports."""
        return self._form.label(field, Place.EXPORT)

    def of(self, table: str, code: str) -> str:
        """The word for a code; without one, the code with spaces for underscores."""
        return str(self._words[table].get(code, code.replace("_", " ")))

    def answer(self, field: Field, complaint: Complaint, between: str = "\n") -> str:
        """The client's answer, of a date also its meaning; "" for an empty field."""
        value = getattr(complaint, field.name)
        said = self._firm.answer(field, value, between)
        if field.kind is Kind.DATE:
            return "\n".join([said, self._firm.period(value)]).strip()
        return said

    def day(self, day: date) -> str:
        """A date in words."""
        return self._firm.day(day)

    def moment(self, instant: datetime) -> str:
        """An instant in the firm's zone."""
        return self._firm.moment(instant)
