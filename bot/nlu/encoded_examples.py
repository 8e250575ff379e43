"""Examples as encoded once: a file beside the encoder, in which only new ones have to be added."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from bot.encoder.context import Scene, framed
from bot.encoder.words import words_of
from bot.nlu.encoder import Encoded, Encoder

Said = tuple[Scene, str]
# Where examples of intents are kept, in the folder of the encoder.
EXAMPLES_FILE: Final = "examples.npz"
# Numbers are kept with three digits, as differences between messages are larger.
_KEPT: Final = np.float16


def encode_examples(
    encoder: Encoder, said: Sequence[Said], file: Path
) -> list[Encoded]:
    """Each message in its scene as `encoder` has it; what `file` knows is taken from there.

    The file belongs to this encoder, and new messages are added to it.
    """
    found = _read(file)
    new = [one for one in dict.fromkeys(said) if _key(one) not in found]
    if new:
        encoded = encoder.encode_all(new)
        found |= {_key(one): has for one, has in zip(new, encoded, strict=True)}
        _write(file, found)
    return [replace(found[_key(one)], words=words_of(one[1])) for one in said]


def _key(one: Said) -> str:
    return hashlib.sha256(framed(*one)[0].encode()).hexdigest()


def _read(file: Path) -> dict[str, Encoded]:
    if not file.is_file():
        return {}
    with np.load(file) as held:
        keys, ends = held["keys"], held["ends"]
        means = held["means"].astype(np.float32)
        states = np.split(held["states"].astype(np.float32), ends[:-1])
    return {
        str(key): Encoded((), states[row], means[row]) for row, key in enumerate(keys)
    }


def _write(file: Path, found: dict[str, Encoded]) -> None:
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    with part.open("wb") as opened:
        np.savez(
            opened,
            keys=np.array(list(found)),
            ends=np.cumsum([len(one.states) for one in found.values()]),
            means=np.array([one.mean for one in found.values()], _KEPT),
            states=np.concatenate([one.states for one in found.values()]).astype(_KEPT),
        )
    part.replace(file)
