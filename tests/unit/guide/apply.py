"""The blocks of docs/designers.md put into a copy of the project, as a designer would."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
GUIDE = ROOT / "docs" / "designers.md"
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
