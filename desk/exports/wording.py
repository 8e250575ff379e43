"""The words of exports, of one firm."""

from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from desk.models import Complaint
from desk.words.firm_words import FirmWords
from desk.words.wording import Place, Wording
from fields import Field, Kind
from firm import Firm

_HERE = Path(__file__).parent


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """`wording.yml`."""
    loaded: dict[str, Any] = yaml.safe_load(
        (_HERE / "wording.yml").read_text(encoding="utf-8")
    )
    return loaded


class ExportWords:
    """Words, dates and names as the firm's readers know them."""

    def __init__(self, firm: Firm) -> None:
        self._firm = FirmWords(firm)
        self._form = Wording(firm)
        self.case: dict[str, Any] = words()["case"]
        self.annex: dict[str, str] = words()["annex"]

    @property
    def language(self) -> str:
        """The language's code."""
        return self._firm.language

    def label(self, field: str) -> str:
        """What the client's answer to this question is called."""
        return self._form.label(field, Place.EXPORT)

    def of(self, table: str, code: str) -> str:
        """The word for a code, or the code itself, readably."""
        return str(words()[table].get(code, code.replace("_", " ")))

    def answer(self, field: Field, complaint: Complaint, between: str = "\n") -> str:
        """What the client answered: of a date what was understood, too; "" if left open."""
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
