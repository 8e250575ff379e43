"""Word lists and patterns of one language, read from a file.

A file has up to six sections, all of them optional:

    lists:      {days: [monday, tuesday]}           # words, in an order that may count
    tables:     {numbers: {one: 1, two: 2}}         # words, and what each stands for
    pieces:     {polite: '(?:please|thanks)'}       # parts that patterns share
    patterns:   {skip: '(?:skip|pass) {polite}?'}   # regular expressions
    ways:       {ago: ['{count} ago', '…']}         # several that are read in one way
    templates:  {none_of: 'no {about}'}             # patterns that the code completes

In a piece or a pattern `{name}` stands for the piece of that name, or for the words of a list
or a table with `|` between them. A pattern may run over several lines (`|-`): line
breaks are ignored. `(?i)` at its beginning makes capitals and small letters one.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from languages.files import DATA, DEFAULT, WordingError, wording, wording_path

# Quantifiers such as {1,3} begin with a digit, names with a letter.
_NAME: Final = re.compile(r"\{([a-z_]+)\}")
_SECTIONS: Final = ("lists", "tables", "pieces", "patterns", "ways", "templates")


@dataclass(frozen=True)
class Words:
    """Lists, sets (the lists without their order), tables, pieces and compiled
    patterns, by name. `ways` has several patterns under each name, `templates` the
    patterns that the code completes with a piece of its own.
    """

    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    tables: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    pieces: Mapping[str, str] = field(default_factory=dict)
    patterns: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    ways: Mapping[str, tuple[re.Pattern[str], ...]] = field(default_factory=dict)
    templates: Mapping[str, str] = field(default_factory=dict)

    def completed(self, template: str, **pieces: str) -> str:
        """The template with its last pieces filled in, all regular expressions."""
        text = self.templates[template]
        for name, piece in pieces.items():
            text = text.replace(f"{{{name}}}", piece)
        return text


def read_words(
    name: str,
    language: str = DEFAULT,
    signs: Mapping[str, str] | None = None,
    data: Path = DATA,
) -> Words:
    """The words of a file below `wording/`, such as "fields/email.yml".

    `signs` are pieces that belong to no language. Raises WordingError, which names the key,
    for a word that YAML does not read as text (`no`, `on`), for a piece that does not
    exist, and for a pattern that is not a regular expression.
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
            name: {
                self._word(f"tables.{name}", word): one for word, one in table.items()
            }
            for name, table in sections["tables"].items()
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
            ways={
                name: tuple(self._several(f"ways.{name}", texts))
                for name, texts in sections["ways"].items()
            },
            templates={
                name: self._filled(f"templates.{name}", text, whole=False)
                for name, text in sections["templates"].items()
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

    def _filled(self, key: str, text: Any, whole: bool = True) -> str:
        def piece(match: re.Match[str]) -> str:
            if whole and match[1] not in self._pieces:
                raise WordingError(self._path, key, f"there is no piece {match[1]!r}")
            return self._pieces.get(match[1], match[0])

        return _NAME.sub(piece, "".join(self._word(key, text).splitlines()))
