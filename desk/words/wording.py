"""The sentences of the form, from its own file and from those of the conversation."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from firm import Firm
from languages import DEFAULT, responses, wording
from shield import kind_names


class Place(StrEnum):
    """Places that name a field: the keys of its block in labels.yml."""

    FORM = "label"
    MAIL = "mail"
    CONSOLE = "staff"
    HELP_DESK = "ticket"
    EXPORT = "file"


class Wording:
    """Sentences about fields and their faults, in one language, filled for one firm."""

    def __init__(self, firm: Firm, language: str = DEFAULT) -> None:
        account = firm.account_id
        self._facts = {
            "firm": firm.name,
            "label": account.label,
            "where": account.where,
            "shape": account.shape,
            "example": account.example,
            "none": account.none,
            # The names of these facts in wording/labels.yml.
            "account_id": account.label,
            "no_account": account.none,
        }
        own = wording("desk/form.yml", language)
        labels = wording("labels.yml", language)
        self._faults: dict[str, str] = own["faults"]
        self._problems: dict[str, str] = own["problems"]
        self._removed = own["removed"]
        self._kinds = kind_names(language)
        self._responses = responses("fields.yml", language)
        self._as_typed: str = labels["taken_as_typed"]
        self.empty: str = labels["empty"]
        self.understood_as: str = labels["understood_as"]
        self._fields: dict[str, dict[str, str]] = labels["fields"]

    def label(self, field: str, place: Place = Place.FORM) -> str:
        """The name of a field in this place."""
        said = self._fields[field]
        return self._filled(said.get(place) or said[Place.FORM])

    def hint(self, field: str) -> str:
        """The hint beside the question on the form."""
        return self._filled(self._fields[field]["hint"])

    def wrong(self, reason: str, values: Mapping[str, str]) -> str:
        """The sentence on a wrong answer, for a reason of `fields`."""
        return self._response(f"utter_wrong_{reason}", values)

    def choose(self, reason: str, values: Mapping[str, str]) -> str:
        """The question back, for a reason of `fields`."""
        return self._response(f"utter_choose_{reason}", values)

    def fault(self, reason: str, values: Mapping[str, str]) -> str:
        """The sentence on a wrong answer, for a reason of the form itself."""
        return self._filled(self._faults[reason], values)

    def problem(self, reason: str, values: Mapping[str, str]) -> str:
        """The sentence on a problem with the whole page."""
        return self._filled(self._problems[reason], values)

    def taken_as_typed(self, typed: str) -> str:
        """The text that shows an answer which could not be checked."""
        return self._as_typed.replace("{value}", typed)

    def marker(self, kind: str) -> str:
        """The marker in place of a secret of this kind."""
        return self._filled(self._removed["marker"], {"kind": self._kinds[kind]})

    def removed(self, kinds: Iterable[str]) -> str:
        """The notice that secrets of these kinds were cut out."""
        names = dict.fromkeys(self._kinds[kind] for kind in kinds)
        return self._filled(self._removed["notice"], {"kinds": ", ".join(names)})

    def _response(self, name: str, values: Mapping[str, str]) -> str:
        return self._filled(self._responses[name][0]["text"], values)

    def _filled(self, sentence: str, values: Mapping[str, str] | None = None) -> str:
        return sentence.format_map({**self._facts, **(values or {})})
