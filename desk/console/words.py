"""Words, days and times for the staff, in the firm's language and zone."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime

from desk.mail.letter import Letters
from desk.words.firm_words import FirmWords
from desk.words.wording import Place, Wording
from fields import Kind
from firm import Firm


class Words:
    """The filters of the console's templates."""

    def __init__(self, firm: Firm) -> None:
        self._words = FirmWords(firm)
        self._letters = Letters(firm)
        self._wording = Wording(firm)
        self._locale = Locale.parse(firm.locale, sep="-" if "-" in firm.locale else "_")
        self.zone = ZoneInfo(firm.calendar.time_zone)

    def filters(self) -> dict[str, Callable[..., Any]]:
        """The filters by their names in templates."""
        return {
            "day": self._words.day,
            "moment": self._words.moment,
            "category": self._words.category,
            "country": self._words.country,
            "local_moment": self._words.local_moment,
            "label": lambda field: self._wording.label(field.name, Place.CONSOLE),
            "answer": lambda field, complaint: self._words.answer(
                field,
                getattr(complaint, field.name),
                between=", " if field.kind is Kind.TEXT else "\n",
            ),
            "short_day": self.short_day,
            "iso_short_day": lambda text: self.short_day(date.fromisoformat(text)),
            "short_moment": self.short_moment,
            # A kind of mail that no longer exists is shown as the register has it.
            "mail_name": lambda kind: self._letters.names.get(kind, kind),
        }

    def short_day(self, day: date) -> str:
        """A date such as "14 Jan 2025"."""
        return format_date(day, "medium", locale=self._locale)

    def short_moment(self, instant: datetime) -> str:
        """An instant in the firm's zone, such as "14 Jan 2025, 09:30"."""
        local = instant.astimezone(self.zone)
        day = format_date(local, "medium", locale=self._locale)
        return f"{day}, {format_datetime(local, 'HH:mm', locale=self._locale)}"
