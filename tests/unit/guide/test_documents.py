"""The documents are right about the repository: links, paths, commands, targets."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.guide.apply import ROOT

_NOT_OURS = {".git", ".venv", ".tools", "node_modules", "var", "models"}
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`\n]+)`")
_FENCE = re.compile(r"^(```.*?^```|(?: {4}.*\n)+)", re.MULTILINE | re.DOTALL)
_PATH = re.compile(r"\.?\w[\w.-]*(/[\w.-]+)*/?")
_TARGETS = set(re.findall(r"(?m)^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8")))
_TOP = {path.name for path in ROOT.iterdir()} - _NOT_OURS


def _documents() -> Iterator[Path]:
    for folder, inside, files in os.walk(ROOT):
        inside[:] = [
            name for name in inside if name not in _NOT_OURS and name[0] != "."
        ]
        yield from (Path(folder) / name for name in files if name.endswith(".md"))


DOCUMENTS = sorted(str(path.relative_to(ROOT)) for path in _documents())


def _text(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def _anchors(document: Path) -> set[str]:
    """The ids that a heading gets: small letters, no punctuation, dashes for spaces."""
    headings = re.findall(r"(?m)^#+ (.+)$", document.read_text(encoding="utf-8"))
    return {
        re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-")
        for heading in headings
    }


def _paths(text: str) -> Iterator[str]:
    """Texts in code marks that begin like a file or folder of the repository."""
    for code in _CODE.findall(text):
        if "/" in code and _PATH.fullmatch(code) and code.split("/")[0] in _TOP:
            yield code


def _commands(text: str) -> str:
    """All text that is set as code: in code marks, and in whole blocks."""
    return "\n".join([*_CODE.findall(text), *_FENCE.findall(text)])


def test_there_are_the_documents_that_a_newcomer_looks_for() -> None:
    assert {
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "SECURITY.md",
        "docs/architecture.md",
        "docs/contracts/desk.md",
        "docs/designers.md",
        "desk/README.md",
    } <= set(DOCUMENTS)


def test_the_readme_is_read_in_one_go() -> None:
    assert len(_text("README.md").splitlines()) <= 100


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_leads_somewhere(document: str) -> None:
    here = (ROOT / document).parent
    for target in _LINK.findall(_CODE.sub("", _FENCE.sub("", _text(document)))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        linked = (here / path).resolve() if path else ROOT / document
        assert linked.exists(), target
        if anchor:
            assert anchor in _anchors(linked), target


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_named_is_there(document: str) -> None:
    missing = [path for path in _paths(_text(document)) if not (ROOT / path).exists()]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_target_of_make_that_is_named_is_one(document: str) -> None:
    named = re.findall(r"(?m)^\s*make ([a-z-]+)", _commands(_text(document)))
    assert set(named) <= _TARGETS


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_module_that_is_to_be_run_is_there(document: str) -> None:
    for module in re.findall(r"python -m ([\w.]+)", _commands(_text(document))):
        path = ROOT / module.replace(".", "/")
        if module.split(".")[0] in _TOP:
            assert (
                path.with_suffix(".py").exists() or (path / "__main__.py").exists()
            ), module


def test_every_folder_at_the_top_is_in_the_picture_of_the_rooms() -> None:
    table = _text("docs/architecture.md")
    folders = [
        path.name
        for path in ROOT.iterdir()
        if path.is_dir()
        and path.name[0] not in "._"
        and path.name not in {*_NOT_OURS, "requirements"}
    ]
    assert {"desk", "bot", "actions"} <= set(folders)
    assert [name for name in folders if f"`{name}/" not in table] == []


def test_paths_and_targets_are_found_in_text() -> None:
    said = (
        "Edit `desk/mail/drafts.py`, not `/tmp/x`, `a/b` or `GET /x`; run `make lint`."
    )
    assert list(_paths(said)) == ["desk/mail/drafts.py"]
    assert "make lint" in _commands(said).splitlines()
