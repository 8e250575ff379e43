"""What was learned on top of the packaged encoder: a low-rank change, heads, and their record.

`adapter.npz` (float16) holds for a matrix `layers.N.query` and the like its change as
`layers.N.query.up` (out, rank) times `layers.N.query.down` (rank, in), and for the heads `words`,
`acts` and `intents` a `heads.words.weight` (labels, hidden) and `heads.words.bias`.
`adapter.json` says which package it fits, what it was learned from and how well it does.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from bot.encoder.package import SHA256, Array, PackagedEncoder, PackageError

ARRAYS: Final = Path(__file__).with_name("adapter.npz")
RECORD: Final = Path(__file__).with_name("adapter.json")
MATRICES: Final = ("query", "key", "value", "output", "widen", "narrow")
HEADS: Final = ("words", "acts", "intents")


@dataclass(frozen=True)
class Adapter:
    """The learned arrays by the names above, as float32, and the record of adapter.json."""

    arrays: Mapping[str, Array]
    record: Mapping[str, Any]


def read_adapter(arrays: Path = ARRAYS, record: Path = RECORD) -> Adapter:
    """The adapter of the repository, or another one.

    Raises PackageError when it was learned on another package than this code reads.
    """
    told = json.loads(record.read_text(encoding="utf-8"))
    if told["sha256"] != SHA256:
        raise PackageError(
            f"{record} belongs to another encoder (sha256 {told['sha256']}, "
            f"here {SHA256}): run `make encoder`."
        )
    with np.load(arrays) as held:
        return Adapter({name: held[name].astype(np.float32) for name in held}, told)


def write_adapter(learned: Mapping[str, Array], record: Mapping[str, Any]) -> None:
    """Writes both files into the repository, numbers as float16."""
    halves = {name: array.astype(np.float16) for name, array in learned.items()}
    np.savez_compressed(ARRAYS, **halves)
    told = json.dumps(record, indent=1, ensure_ascii=False)
    RECORD.write_text(told + "\n", encoding="utf-8")


def merged(package: PackagedEncoder, adapter: Adapter) -> dict[str, Array]:
    """The package's weights with the change added, by the package's names."""
    weights = dict(package.weights)
    for name, up in adapter.arrays.items():
        matrix, _, part = name.rpartition(".")
        if part == "up":
            change = up @ adapter.arrays[f"{matrix}.down"]
            weights[f"{matrix}.weight"] = weights[f"{matrix}.weight"] + change
    return weights
