"""Findings, which detectors report."""

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple, get_args

Kind = Literal[
    "recovery_phrase",
    "private_key",
    "password",
    "one_time_code",
    "card_number",
    "card_code",
]
# Each has a name in every language: `kinds` of data/*/wording/shield.yml.
KINDS: tuple[str, ...] = get_args(Kind)


class Finding(NamedTuple):
    """A secret at text[start:end]."""

    start: int
    end: int
    kind: Kind


Detector = Callable[[str], Iterable[Finding]]
