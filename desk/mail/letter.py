"""What a mail says, from the templates beside this module."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_time
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from desk.models import Complaint
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
        self._locale = Locale.parse(firm.locale, sep="-" if "-" in firm.locale else "_")
        self._templates = Environment(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=select_autoescape(["html"], default=False),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters |= {
            "day": self._day,
            "moment": self._moment,
            "local_moment": self._local_moment,
            "one_line": one_line,
            "indented": indented,
        }

    def write(self, kind: str, complaint: Complaint) -> Letter:
        """The mail of this kind about this complaint.

        Raises jinja2.TemplateError when a template is missing or broken.
        """
        said = {
            "firm": self._firm,
            "complaint": complaint,
            "category": self._category(complaint.category),
            "country": self._country(complaint.country),
            "notice": self._firm.notice_for(complaint.country),
            "language": self._locale.language,
        }
        write = self._writer(kind, said)
        return Letter(
            subject=one_line(write("subject")), text=write("txt"), html=write("html")
        )

    def _writer(self, kind: str, said: dict[str, Any]) -> Callable[[str], str]:
        return lambda part: self._templates.get_template(f"{kind}.{part}").render(said)

    def _category(self, category_id: str) -> str:
        try:
            return self._firm.category(category_id).title
        except KeyError:
            # Flagged and taken as typed, or no longer in the firm's file.
            return category_id

    def _country(self, code: str) -> str:
        return str(self._locale.territories.get(code, code))

    def _day(self, day: date) -> str:
        """A date in words, such as "Tuesday, January 14, 2025"."""
        return format_date(day, "full", locale=self._locale)

    def _moment(self, instant: datetime) -> str:
        """An instant in the firm's zone, with its offset: CLDR names some zones wrongly
        in winter (Dublin's, for one)."""
        zone = ZoneInfo(self._firm.calendar.time_zone)
        day = format_date(instant.astimezone(zone), "full", locale=self._locale)
        time = format_time(instant, "short", tzinfo=zone, locale=self._locale)
        name = format_datetime(instant, "OOOO", tzinfo=zone, locale=self._locale)
        return f"{day}, {time} ({name})"

    def _local_moment(self, text: str) -> str:
        """A date and time in ISO 8601, by its own clock; anything else as it is."""
        try:
            instant = datetime.fromisoformat(text)
        except ValueError:
            return text
        day = format_date(instant, "long", locale=self._locale)
        time = format_time(instant.time(), "short", locale=self._locale)
        return f"{day}, {time}"


def one_line(text: str) -> str:
    """The text with every run of white space and control characters made one space."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text).strip()


def indented(text: str) -> str:
    """Each line of the text set in by four spaces: whatever it says, it cannot pass for the
    mail's own words, which begin at the margin."""
    return "\n".join(
        f"    {line}" for line in re.split(r"\r\n|[\r\n\v\f\x85\u2028\u2029]", text)
    )
