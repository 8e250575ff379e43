"""Templates of the desk, and their escaping."""

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
    """Compiled templates, kept so that a process compiles each once for all desks."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


# By the way of escaping, which is compiled in.
_COMPILED = {"html": _Compiled(), "text": _Compiled(), "mixed": _Compiled()}


def _html_parts(name: str | None) -> bool:
    return name is not None and name.endswith(".html")


_ESCAPES: dict[str, bool | Callable[[str | None], bool]] = {
    "html": True,
    "text": False,
    "mixed": _html_parts,
}


def templates(*folders: Path, writes: str = "html") -> Environment:
    """The templates of these folders; of two of one name, the one in the first folder.

    Values are escaped as HTML in all templates if `writes` is "html", in none if it is
    "text", and in those named `*.html` if it is "mixed". A name without a value raises
    jinja2.UndefinedError.
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
