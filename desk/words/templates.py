"""How the desk reads its templates."""

from collections.abc import Callable
from pathlib import Path

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
)
from jinja2.bccache import Bucket


class _Compiled(BytecodeCache):
    """What templates were compiled to: once a process, however many desks it makes."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


# By how they escape, for that is compiled in.
_COMPILED = {"html": _Compiled(), "text": _Compiled(), "mixed": _Compiled()}


def _html_parts(name: str | None) -> bool:
    return name is not None and name.endswith(".html")


_ESCAPES: dict[str, bool | Callable[[str | None], bool]] = {
    "html": True,
    "text": False,
    "mixed": _html_parts,
}


def templates(*folders: Path, writes: str = "html") -> Environment:
    """The templates of these folders, the first that has one. What is filled in is escaped as HTML in all of them when
    they write `html`, in none when they write `text`, and by their names when `mixed`
    (`*.html`). A name that nothing is given for raises jinja2.UndefinedError.
    """
    loader: BaseLoader = FileSystemLoader(folders)
    return Environment(
        loader=loader,
        autoescape=_ESCAPES[writes],
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_COMPILED[writes],
    )
