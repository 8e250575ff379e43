"""A labelled stretch of a text, as designers mark it and as it is read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of a text, from its first character to the one after its last."""

    start: int
    end: int
    label: str
