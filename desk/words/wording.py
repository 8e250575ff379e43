"""The sentences of the form, filled: from its own file and from those of the conversation."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from desk.words.templates import words_in
from fields import FIELDS
from firm import Firm

_HERE = Path(__file__).parent
_DATA = _HERE.parents[1] / "data" / "en"


class Wording:
    """What is said about fields and their faults, in the words of one firm."""

    def __init__(self, firm: Firm) -> None:
        account = firm.account_id
        self._facts = {
            "firm": firm.name,
            "label": account.label,
            "where": account.where,
            "shape": account.shape,
            "example": account.example,
            "none": account.none,
            # As data/en/wording/labels.yml calls them.
            "account_id": account.label,
            "no_account": account.none,
        }
        own = words_in(_HERE / "form.yml")
        labels = words_in(_DATA / "wording" / "labels.yml")
        self._faults: dict[str, str] = own["faults"]
        self._problems: dict[str, str] = own["problems"]
        self._removed = own["removed"]
        self._responses = words_in(_DATA / "responses" / "fields.yml")["responses"]
        self._as_typed: str = labels["taken_as_typed"]
        self.empty: str = labels["empty"]
        self.labels = {name: self._filled(labels["fields"][name]) for name in FIELDS}
        self.hints = {name: self._filled(own["hints"][name]) for name in FIELDS}

    def wrong(self, reason: str, values: Mapping[str, str]) -> str:
        """What is wrong with an answer, for a reason of `fields`."""
        return self._response(f"utter_wrong_{reason}", values)

    def choose(self, reason: str, values: Mapping[str, str]) -> str:
        """The question back, for a reason of `fields`."""
        return self._response(f"utter_choose_{reason}", values)

    def fault(self, reason: str, values: Mapping[str, str]) -> str:
        """What is wrong with an answer, for a reason of the form itself."""
        return self._filled(self._faults[reason], values)

    def problem(self, reason: str, values: Mapping[str, str]) -> str:
        """What is wrong with the whole page."""
        return self._filled(self._problems[reason], values)

    def taken_as_typed(self, typed: str) -> str:
        """How an answer that could not be checked is shown."""
        return self._as_typed.replace("{value}", typed)

    def marker(self, kind: str) -> str:
        """What stands where a secret of this kind was."""
        return self._filled(
            self._removed["marker"], {"kind": self._removed["kinds"][kind]}
        )

    def removed(self, kinds: Iterable[str]) -> str:
        """That secrets of these kinds were cut out."""
        names = dict.fromkeys(self._removed["kinds"][kind] for kind in kinds)
        return self._filled(self._removed["notice"], {"kinds": ", ".join(names)})

    def _response(self, name: str, values: Mapping[str, str]) -> str:
        return self._filled(self._responses[name][0]["text"], values)

    def _filled(self, sentence: str, values: Mapping[str, str] | None = None) -> str:
        return sentence.format_map({**self._facts, **(values or {})})
