"""No comment and no docstring points at a file, a module or a document that is not there."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path

import pytest

from tests.unit.guide.apply import ROOT

_NOT_OURS = {"node_modules", "var", "models", "dist", "assets", "__pycache__"}
# Comments in files that are not Python.
_COMMENT = {
    ".yml": r"(?m)(?:^|\s)#\s(.*)$",
    ".toml": r"(?m)(?:^|\s)#\s(.*)$",
    ".sh": r"(?m)(?:^|\s)#\s(.*)$",
    ".ts": r"(?ms)(?:^|\s)//\s(.*?)$|/\*(.*?)\*/",
    ".css": r"(?s)/\*(.*?)\*/",
    ".html": r"(?s)\{#(.*?)#\}|<!--(.*?)-->",
    ".txt": r"(?s)\{#(.*?)#\}",
    ".jinja": r"(?s)\{#(.*?)#\}",
}
_ENDINGS = "py|yml|md|ts|html|css|jinja|toml|sh|conf|lock"
_PATH = re.compile(
    rf"(?<![\w/.:{{<>$-])((?:[\w.*<>-]+/)*[\w*-]+\.(?:{_ENDINGS}))(?![\w/(])"
)
_FOLDER = re.compile(r"(?<![\w/.:{<>$-])((?:[\w.-]+/)+)(?![\w<{*])")
_MODULE = re.compile(
    r"(?<![\w./])(?:actions|bot|desk|fields|firm|languages|shield)(?:\.(?!log\b|db\b)\w+)+"
)
_NO_SUCH_DOCUMENT = re.compile(
    r"the project['’]s design|\(design[,)]|contract of the design"
)


def sources() -> Iterator[Path]:
    """Every file of ours that has comments."""
    for top in sorted(ROOT.iterdir()):
        if top.name[0] == "." or top.name in _NOT_OURS:
            continue
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            inside = path.relative_to(ROOT).parts
            if path.suffix in {".py", *_COMMENT} and not _NOT_OURS.intersection(inside):
                yield path


def comments(path: Path) -> str:
    """The comments and docstrings of a file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        found = re.findall(_COMMENT[path.suffix], text)
        return "\n".join("".join(one) for one in found)
    said = [
        token.string.lstrip("# ")
        for token in tokenize.generate_tokens(io.StringIO(text).readline)
        if token.type == tokenize.COMMENT
    ]
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, documented):
            said.append(ast.get_docstring(node) or "")
    return "\n".join(said)


@lru_cache(maxsize=1)
def ours() -> tuple[str, ...]:
    """The paths of all files, from the root."""
    return tuple(
        str(path.relative_to(ROOT))
        for top in ROOT.iterdir()
        if top.name not in {".git", ".venv", ".tools", "node_modules", "var"}
        for path in ([top] if top.is_file() else [top, *top.rglob("*")])
        if "node_modules" not in path.parts
    )


def there(named: str) -> bool:
    """Whether a file or folder ends in what was named; `<x>` and `*` stand for any name."""
    pattern = re.sub(r"<\w+>", "*", named.removesuffix("/"))
    return any(
        fnmatch(path, pattern) or fnmatch(path, f"*/{pattern}") for path in ours()
    )


def module_is_there(named: str) -> bool:
    """Whether a dotted name is a module, or a name that stands in one."""
    parts = named.split(".")
    for end in range(len(parts), 0, -1):
        base = ROOT.joinpath(*parts[:end])
        for file in (base.with_suffix(".py"), base / "__init__.py"):
            if file.is_file():
                rest = parts[end : end + 1]
                return not rest or bool(
                    re.search(rf"\b{rest[0]}\b", file.read_text("utf-8"))
                )
    return False


def missing(said: str) -> list[str]:
    """The names in a text of files, folders and modules that do not exist."""
    paths = {*_PATH.findall(said)}
    tops = {path.split("/")[0] for path in ours()}
    folders = {name for name in _FOLDER.findall(said) if name.split("/")[0] in tops}
    modules = {name for name in _MODULE.findall(said) if not _PATH.fullmatch(name)}
    return sorted(
        [name for name in paths | folders if not there(name)]
        + [name for name in modules if not module_is_there(name)]
    )


FILES = sorted(str(path.relative_to(ROOT)) for path in sources())


@pytest.mark.parametrize("path", FILES)
def test_what_a_comment_names_is_there(path: str) -> None:
    said = comments(ROOT / path)
    assert missing(said) == []
    assert not _NO_SUCH_DOCUMENT.search(said)


def test_names_are_found_and_held_against_the_tree() -> None:
    said = (
        "see bot/nlu/triage.py, triage.py, bot/nlu/ and data/<language>/nlu/support.yml"
    )
    assert missing(said) == []
    assert missing("set in no_such_file.py") == ["no_such_file.py"]
    assert missing("in bot/no_such_folder/ it stands") == ["bot/no_such_folder/"]
    assert missing("as bot.nlu.triage.Thresholds does") == []
    assert missing("as bot.nlu.triage.Treshold does") == ["bot.nlu.triage.Treshold"]
    assert _NO_SUCH_DOCUMENT.search("typed wrongly twice (design, rule 9)")


def test_comments_of_every_kind_are_read() -> None:
    assert "Which way an intent goes" in comments(ROOT / "bot" / "nlu" / "routes.py")
    assert "Set from these costs" in comments(ROOT / "config.yml")
