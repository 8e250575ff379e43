"""A fault of the data, as every check of it reports one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DataFault:
    """A fault of the data: where it is, and what is wrong."""

    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"
