"""The training examples with the file and line that each stands on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

# [ticket 123](ticket) or [x]{"entity": "y"}: Rasa's way of marking an entity.
_MARKED = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")
_INTENT = re.compile(r"^\s*-?\s*intent:\s*['\"]?([\w/]+)")
_EXAMPLE = re.compile(r"^\s+- (.*\S)\s*$")


class TrainingFileError(Exception):
    """A file of examples cannot be read; the text names file and line."""


@dataclass(frozen=True)
class Example:
    """One training example, and where it is written."""

    text: str
    intent: str
    file: Path
    line: int

    @property
    def place(self) -> str:
        """`file:line`, as editors jump to it."""
        return f"{self.file}:{self.line}"


def read_examples(folder: Path) -> list[Example]:
    """All examples of `folder`/**.yml in the order of files and lines.

    Raises TrainingFileError for a file that is no YAML, or when what is read line by
    line is not what YAML says (a block style that this reader does not know).
    """
    found: list[Example] = []
    for file in sorted(folder.rglob("*.yml")):
        text = file.read_text(encoding="utf-8")
        examples = _lines(file, text)
        stated = _stated(file, text)
        if len(examples) != stated:
            raise TrainingFileError(
                f"{file}: {stated} examples by YAML, {len(examples)} by line: write "
                "each on a line of its own, '- ' before it, under `examples: |`."
            )
        found.extend(examples)
    return found


def _lines(file: Path, text: str) -> list[Example]:
    found: list[Example] = []
    intent: str | None = None
    inside = False
    for number, line in enumerate(text.splitlines(), start=1):
        heading = _INTENT.match(line)
        if heading:
            intent, inside = heading.group(1), False
        elif line.strip() == "examples: |":
            inside = True
        elif re.match(r"^\s*- (?:lookup|regex|synonym):", line):
            intent, inside = None, False
        elif inside and intent:
            example = _EXAMPLE.match(line)
            if example:
                said = _MARKED.sub(r"\1", example.group(1))
                found.append(Example(said, intent, file, number))
    return found


def _stated(file: Path, text: str) -> int:
    try:
        blocks = (yaml.safe_load(text) or {}).get("nlu") or []
    except yaml.YAMLError as reason:
        raise TrainingFileError(f"{file}: no YAML: {reason}") from reason
    return sum(
        line.startswith("- ")
        for block in blocks
        if "intent" in block
        for line in (block.get("examples") or "").splitlines()
    )
