"""Labels and buttons in the client's language: the words of data/<language>/wording/labels.yml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from babel import Locale
from babel.dates import format_date

from dialogue.state import Offer
from fields import FIELDS
from firm import Firm
from firm.facts import firm_facts
from languages import DEFAULT, wording


def _wording(language: str) -> dict[str, Any]:
    held: dict[str, Any] = wording("labels.yml", language)
    return held


@dataclass(frozen=True)
class Labels:
    """The words of one language, filled with the facts of a firm."""

    firm: Firm
    language: str = DEFAULT

    def field(self, name: str) -> str:
        """The name of a field as clients read it."""
        label: str = _wording(self.language)["fields"][name]["label"]
        return label.format(**firm_facts(self.firm))

    def names(self, name: str) -> tuple[str, ...]:
        """The names that clients have for a field, in lower case; its label is one of them."""
        said = _wording(self.language)["fields"][name]["names"]
        return (*said, self.field(name).lower())

    def button(self, name: str, intent: str | None = None, **values: Any) -> Offer:
        """A button by its name in the wording file; it sends the intent of that name unless
        another is given."""
        title = str(_wording(self.language)["buttons"][name])
        return Offer(title, intent or name, values)

    def skip_button(self, name: str) -> Offer:
        """The button that leaves an optional field open."""
        return Offer(str(_wording(self.language)["fields"][name]["skip"]), "skip")

    def empty(self) -> str:
        """The words on the review card for a field that was left open."""
        return str(_wording(self.language)["empty"])

    def as_typed(self, value: str) -> str:
        """The words on the review card for a value that could not be checked."""
        return str(_wording(self.language)["taken_as_typed"]).replace("{value}", value)

    def stage(self, status: str) -> str:
        """A stage of the register, completing "It is …"; its name if there are no words."""
        stages = _wording(self.language)["stages"]
        return str(stages.get(status, status.replace("_", " ")))

    def day(self, day: str) -> str:
        """An ISO date as the firm's locale writes it in full."""
        locale = Locale.parse(self.firm.locale, sep="-")
        return str(format_date(date.fromisoformat(day), format="full", locale=locale))

    def listed(self, names: tuple[str, ...]) -> str:
        """Labels of fields, as one line."""
        return ", ".join(self.field(name) for name in FIELDS if name in names)
