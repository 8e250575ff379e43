"""The chat's own sentences, read from YAML so that no words for people are in code."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from languages import wording_path
from shield import kind_names

BUILT_IN = wording_path("chat.yml")


class SentencesError(ValueError):
    """A sentences file lacks a key; the text names the file and the key."""


@dataclass(frozen=True)
class Sentences:
    """Every sentence the chat can say. `problems` and `kinds` are keyed by code."""

    could_not_answer: str
    removed_notice: str
    removed_marker: str
    edit_row: str
    page_title: str
    kinds: Mapping[str, str]
    problems: Mapping[str, str]

    def problem(self, code: str, **values: object) -> str:
        return self.problems[code].format(**values)

    def marker(self, kind: str) -> str:
        """The marker that replaces a secret of this kind in a text."""
        return self.removed_marker.format(kind=self.kinds[kind])

    def notice(self, kinds: tuple[str, ...]) -> str:
        """The notice to a client that secrets of these kinds were cut out."""
        names = dict.fromkeys(self.kinds[kind] for kind in kinds)
        return self.removed_notice.format(kinds=", ".join(names))


def load_sentences(path: Path = BUILT_IN) -> Sentences:
    """Reads a sentences file; raises SentencesError when it lacks one of the keys."""
    given = yaml.safe_load(path.read_text("utf-8"))
    if path != BUILT_IN:
        _require_keys(path, yaml.safe_load(BUILT_IN.read_text("utf-8")), given, "")
    return Sentences(
        could_not_answer=given["could_not_answer"],
        removed_notice=given["removed_notice"],
        removed_marker=given["removed_marker"],
        edit_row=given["edit_row"],
        page_title=given["page_title"],
        kinds={**kind_names(), **given.get("removed_kinds", {})},
        problems=given["problems"],
    )


def _require_keys(path: Path, wanted: object, given: object, at: str) -> None:
    if not isinstance(wanted, dict):
        if not isinstance(given, str):
            raise SentencesError(f"{path}: {at} must be a sentence")
        return
    for key, value in wanted.items():
        if not isinstance(given, dict) or key not in given:
            raise SentencesError(f"{path}: {at}{key} is missing")
        inner = f"{at}{key}." if isinstance(value, dict) else f"{at}{key}"
        _require_keys(path, value, given[key], inner)
