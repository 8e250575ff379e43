"""Names of days, times, countries and categories for the firm's clients."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_time

from fields import Field, Kind
from firm import Firm


class FirmWords:
    """Words in the language and the time zone of one firm."""

    def __init__(self, firm: Firm) -> None:
        self._firm = firm
        self._locale = Locale.parse(firm.locale, sep="-" if "-" in firm.locale else "_")
        self._zone = ZoneInfo(firm.calendar.time_zone)

    @property
    def language(self) -> str:
        """The language's code, such as "en"."""
        return str(self._locale.language)

    def category(self, category_id: str) -> str:
        """The title of a category, or its id if the firm has no such category."""
        try:
            return self._firm.category(category_id).title
        except KeyError:
            # Flagged and taken as typed, or no longer in the firm's file.
            return category_id

    def country(self, code: str) -> str:
        """The name of a country, or the text as it is when it is no code of one."""
        return str(self._locale.territories.get(code, code))

    def day(self, day: date) -> str:
        """A date in words, such as "Tuesday, January 14, 2025"."""
        return format_date(day, "full", locale=self._locale)

    def moment(self, instant: datetime) -> str:
        """An instant in the firm's zone, with its offset: CLDR names some zones wrongly
        in winter (Dublin's, for one)."""
        day = format_date(instant.astimezone(self._zone), "full", locale=self._locale)
        time = format_time(instant, "short", tzinfo=self._zone, locale=self._locale)
        name = format_datetime(instant, "OOOO", tzinfo=self._zone, locale=self._locale)
        return f"{day}, {time} ({name})"

    def local_moment(self, text: str) -> str:
        """An ISO 8601 date and time in words, by its own clock; else the text."""
        try:
            instant = datetime.fromisoformat(text)
        except ValueError:
            return text
        day = format_date(instant, "long", locale=self._locale)
        time = format_time(instant.time(), "short", locale=self._locale)
        return f"{day}, {time}"

    def answer(self, field: Field, value: Any, between: str = "\n") -> str:
        """The client's answer in words, with `between` between the entries of a list.

        "" for an empty field. Of a date it is the client's own words.
        """
        if field.kind is Kind.CATEGORY:
            return self.category(value)
        if field.kind is Kind.COUNTRY:
            return self.country(value)
        if field.kind is Kind.DATE:
            return str((value or {}).get("text", ""))
        return between.join(value) if field.is_list else str(value)

    def period(self, occurred: dict[str, Any] | None) -> str:
        """The period understood of a date, one end or both; "" if there is none."""
        ends = [(occurred or {}).get(name) for name in ("from", "to")]
        return " – ".join(self.local_moment(end) for end in ends if end)
