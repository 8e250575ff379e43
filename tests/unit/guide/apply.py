"""Pastes the blocks of docs/designers.md and docs/fields.md into a copy, as by hand."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
GUIDE = ROOT / "docs" / "designers.md"
FIELDS_GUIDE = ROOT / "docs" / "fields.md"
_ANY_BLOCK = re.compile(r"^ {3}```\w+\n(.*?)^ {3}```$", re.MULTILINE | re.DOTALL)
_ANY_FILE = re.compile(r"`([\w/]+\.(?:py|yml))`")
_BEFORE = re.compile(r"before `([^`]+)`")
# The parts of the project, without its environments and what it makes.
_PROJECT = (
    "actions",
    "bot",
    "data",
    "desk",
    "dialogue",
    "fields",
    "firm",
    "languages",
    "shield",
    "tests",
)
_BLOCK = re.compile(r"^ {3}```yaml\n(.*?)^ {3}```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"`((?:domain|data/|tests/)[\w/.]*\.?yml)`")


def blocks() -> list[tuple[str, str]]:
    """(file, block) of the section on adding an answer, each as it is to be pasted."""
    text = GUIDE.read_text(encoding="utf-8")
    section = text.split("## Add an answer", 1)[1].split("\n## ", 1)[0]
    return [
        (
            _FILE.findall(section[: block.start()])[-1],
            re.sub(r"(?m)^ {3}", "", block[1]),
        )
        for block in _BLOCK.finditer(section)
    ]


def follow(copy: Path) -> None:
    """Copy what training and the transcripts need into `copy`, and paste every block."""
    shutil.copytree(ROOT / "data", copy / "data")
    shutil.copytree(ROOT / "tests" / "conversations", copy / "tests" / "conversations")
    for name in ("domain.yml", "config.yml"):
        shutil.copy(ROOT / name, copy / name)
    for name, block in blocks():
        path = copy / name
        text = path.read_text(encoding="utf-8")
        if name == "domain.yml":
            text = text.replace("intents:\n", f"intents:\n{block}", 1)
        else:
            text = f"{text.rstrip()}\n\n{block}"
        path.write_text(text, encoding="utf-8")


def steps_of_a_field() -> list[tuple[str, str | None, str]]:
    """(file, beginning of the line to paste before, block); None for a new file."""
    text = FIELDS_GUIDE.read_text(encoding="utf-8")
    section = text.split("## Add a field", 1)[1].split("\n## ", 1)[0]
    steps: list[tuple[str, str | None, str]] = []
    end, file = 0, ""
    for block in _ANY_BLOCK.finditer(section):
        said = section[end : block.start()]
        file = (_ANY_FILE.findall(said) or [file])[-1]
        before = _BEFORE.findall(said)
        pasted = re.sub(r"(?m)^ {3}", "", block[1])
        steps.append((file, before[-1] if before else None, pasted))
        end = block.end()
    return steps


def add_the_field(copy: Path) -> None:
    """Copy the project into `copy`, and paste every block of the guide to a new field."""
    ignored = shutil.ignore_patterns("__pycache__", ".*", "node_modules")
    for name in _PROJECT:
        shutil.copytree(ROOT / name, copy / name, ignore=ignored)
    for name in ("domain.yml", "config.yml", "firm.yml", "pyproject.toml"):
        shutil.copy(ROOT / name, copy / name)
    for name, before, block in steps_of_a_field():
        if before is None:
            _add_migration(copy / "desk" / "migrations" / "versions", name, block)
            continue
        path = copy / name
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        [place] = [
            n for n, line in enumerate(lines) if line.lstrip().startswith(before)
        ]
        lines.insert(place, block)
        path.write_text("".join(lines), encoding="utf-8")


def _add_migration(folder: Path, name: str, block: str) -> None:
    # The guide says to take the number after the last one that there is by now.
    last = max(file.name[:4] for file in folder.glob("[0-9]*.py"))
    new = f"{int(last) + 1:04}"
    block = re.sub(r'(?m)^revision = "\d+"$', f'revision = "{new}"', block)
    block = re.sub(r'(?m)^down_revision = "\d+"$', f'down_revision = "{last}"', block)
    (folder / f"{new}{name[4:]}").write_text(block, encoding="utf-8")
