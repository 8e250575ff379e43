r"""Word lists and patterns of one language, from a file that says them.

A file has up to four sections, all of them optional:

    lists:     {days: [monday, tuesday]}            # words, in an order that may count
    tables:    {numbers: {one: 1, two: 2}}          # words, and what each stands for
    pieces:    {polite: '(?:please|thanks)'}        # parts that patterns share
    patterns:  {skip: '(?:skip|pass) {polite}?'}    # regular expressions

In a piece or a pattern `{name}` stands for the piece of that name, or for the words of a list
or a table with `|` between them. A pattern may run over several lines (`|-`): the line breaks
count for nothing. A list of patterns is taken as several. A rule is written as a list, and
`(?i)` at the beginning of a pattern makes capitals and small letters one.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from languages.files import DATA, DEFAULT, WordingError, wording, wording_path

# Quantifiers such as {1,3} begin with a digit, names with a letter.
_NAME: Final = re.compile(r"\{([a-z_]+)\}")
_SECTIONS: Final = ("lists", "tables", "pieces", "patterns", "rules")


@dataclass(frozen=True)
class Words:
    """Lists, sets (the lists without their order), tables, pieces and compiled patterns,
    each by its name. `rules`: several patterns that are read in one way.
    """

    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    tables: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    pieces: Mapping[str, str] = field(default_factory=dict)
    patterns: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    rules: Mapping[str, tuple[re.Pattern[str], ...]] = field(default_factory=dict)


def read_words(
    name: str,
    language: str = DEFAULT,
    signs: Mapping[str, str] | None = None,
    data: Path = DATA,
) -> Words:
    """The words of a file below `wording/`, such as "fields/email.yml".

    `signs` are pieces that belong to no language. Raises WordingError, which names the key,
    for a word that YAML takes for something else (`no`, `on`), for a piece that is not there,
    and for a pattern that is no regular expression.
    """
    return _Reader(wording_path(name, language, data), dict(signs or {})).read(
        wording(name, language, data)
    )


class _Reader:
    def __init__(self, path: Path, pieces: dict[str, str]) -> None:
        self._path = path
        self._pieces = pieces

    def read(self, held: Any) -> Words:
        sections = {name: (held or {}).get(name) or {} for name in _SECTIONS}
        lists = {
            name: tuple(self._word(f"lists.{name}", word) for word in words)
            for name, words in sections["lists"].items()
        }
        tables = {
            name: {self._word(f"tables.{name}", word): value for word, value in table}
            for name, table in (
                (name, table.items()) for name, table in sections["tables"].items()
            )
        }
        for name, words in (*lists.items(), *tables.items()):
            self._pieces[name] = "|".join(words)
        for name, text in sections["pieces"].items():
            self._pieces[name] = self._filled(f"pieces.{name}", text)
        return Words(
            lists=lists,
            sets={name: frozenset(words) for name, words in lists.items()},
            tables=tables,
            pieces=self._pieces,
            patterns={
                name: self._compiled(f"patterns.{name}", text)
                for name, text in sections["patterns"].items()
            },
            rules={
                name: tuple(self._several(f"rules.{name}", texts))
                for name, texts in sections["rules"].items()
            },
        )

    def _word(self, key: str, word: Any) -> str:
        if not isinstance(word, str):
            raise WordingError(
                self._path, key, f"{word!r} is no word; put quotation marks round it"
            )
        return word

    def _several(self, key: str, texts: Any) -> Iterator[re.Pattern[str]]:
        for place, text in enumerate([texts] if isinstance(texts, str) else texts):
            yield self._compiled(f"{key}[{place}]", text)

    def _compiled(self, key: str, text: Any) -> re.Pattern[str]:
        try:
            return re.compile(self._filled(key, text))
        except re.error as error:
            raise WordingError(self._path, key, f"is no pattern: {error}") from error

    def _filled(self, key: str, text: Any) -> str:
        def piece(match: re.Match[str]) -> str:
            if match[1] not in self._pieces:
                raise WordingError(self._path, key, f"there is no piece {match[1]!r}")
            return self._pieces[match[1]]

        return _NAME.sub(piece, "".join(self._word(key, text).splitlines()))
