"""What a detector reports."""

from collections.abc import Callable, Iterable
from typing import NamedTuple


class Finding(NamedTuple):
    """A secret at text[start:end]. `kind` is a key of `removed_kinds` in sentences.yml."""

    start: int
    end: int
    kind: str


Detector = Callable[[str], Iterable[Finding]]
