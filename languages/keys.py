"""Entries to translate in the files of a language: a key for each, and its place."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from languages.files import LOADER, TODO, is_todo, is_todo_template

# Kinds of files of a language, by where they stand below its folder.
_NLU = "nlu"
_RESPONSES = "responses"
# What clients of a language say is collected, not translated: no file of one has a file of another.
_COLLECTED = ("stories", "readings")
# Mappings whose keys are words too, so that they are translated as one.
_OF_WORDS = ("tables", "ambiguous")
# Keys of a response that hold words; its other keys are the assistant's own.
_SAID = ("text", "title")


@dataclass(frozen=True)
class Entry:
    """One thing to translate: its key ("patterns.lead"), and text[start:end] of the file.

    `said` is the text there, on one line; `many` when it is a list of words; `done`
    when it does not wait for translation.
    """

    key: str
    start: int
    end: int
    said: str
    many: bool
    done: bool


def files_of(folder: Path) -> list[Path]:
    """The files to translate below a language's folder, relative to it."""
    files = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(file for file in files if file.parts[0] not in _COLLECTED)


def entries(folder: Path, name: Path) -> list[Entry]:
    """The entries of a file of a language, in its order."""
    text = (folder / name).read_text(encoding="utf-8")
    if name.suffix not in (".yml", ".json"):
        # A template is translated as a whole.
        return [Entry("", 0, len(text), "", False, not is_todo_template(text))]
    node = yaml.compose(text, Loader=LOADER)
    if node is None:
        return []
    return list(_found(node, (), text, name.parts[0]))


def waiting(entry: Entry) -> str:
    """The value in a new file that waits in the place of an entry; valid YAML and JSON.

    A list stays a list, so that a file keeps its shape before all of it is translated.
    """
    told = (
        f"{TODO}: {entry.said.strip('[]')}".strip()
        if entry.many
        else f"{TODO}: {entry.said}"
    )
    return json.dumps([told] if entry.many else told, ensure_ascii=False)


def _found(
    node: yaml.Node, key: tuple[str, ...], text: str, part: str
) -> Iterator[Entry]:
    if isinstance(node, yaml.MappingNode) and not _is_of_words(key):
        for name, value in node.value:
            yield from _found(value, (*key, str(name.value)), text, part)
    elif isinstance(node, yaml.SequenceNode) and not _is_list_of_words(node):
        for place, item in enumerate(node.value):
            yield from _found(item, (*key, _name(item, place)), text, part)
    elif _is_said(node, key, part):
        said = text[node.start_mark.index : node.end_mark.index]
        plain = node.value if isinstance(node, yaml.ScalarNode) else said
        yield Entry(
            ".".join(key),
            node.start_mark.index,
            node.start_mark.index + len(said.rstrip()),
            " ".join(plain.split()),
            isinstance(node, yaml.SequenceNode),
            not any(is_todo(one) for one in _scalars(node)),
        )


def _is_of_words(key: tuple[str, ...]) -> bool:
    return (len(key) == 2 and key[0] == _OF_WORDS[0]) or key == _OF_WORDS[1:]


def _is_list_of_words(node: yaml.SequenceNode) -> bool:
    return all(isinstance(item, yaml.ScalarNode) for item in node.value)


def _is_said(node: yaml.Node, key: tuple[str, ...], part: str) -> bool:
    """Whether a value is language, said to people or understood from them, and not a
    number or a name."""
    if part == _NLU:
        return key[-1] == "examples"
    if part == _RESPONSES:
        return key[-1] in _SAID
    return not isinstance(node, yaml.ScalarNode) or node.tag.endswith(":str")


def _name(item: yaml.Node, place: int) -> str:
    """The key of an item in a list: its place, or the name of an intent's examples."""
    if isinstance(item, yaml.MappingNode):
        for name, value in item.value:
            if name.value == "intent" and isinstance(value, yaml.ScalarNode):
                return str(value.value)
    return str(place)


def _scalars(node: yaml.Node) -> Iterator[str]:
    if isinstance(node, yaml.ScalarNode):
        # Examples are written as a list in one text.
        yield node.value.lstrip("- ")
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item)
    elif isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            yield from _scalars(name)
            yield from _scalars(value)
