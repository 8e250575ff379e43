"""Messages to states of words and a vector, with ONNX Runtime; knows nothing of Rasa."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from bot.encoder.context import Scene, framed
from bot.encoder.folder import (
    MODEL_FILE,
    TOKENIZER_FILE,
    encoder_folder,
    is_whole,
)
from bot.encoder.package import PackageError
from bot.encoder.words import Word, pieces_of_words, words_of

MODELS: Final = Path(__file__).parents[2] / "models"
# As many as the network has positions; a longer message is read in parts.
LONGEST: Final = 512

Vector = npt.NDArray[np.float32]
States = npt.NDArray[np.float32]


class EncoderError(Exception):
    """The encoder cannot be loaded; the text says why and what to do."""


@dataclass(frozen=True)
class Encoded:
    """A message as the encoder sees it, behind its scene.

    `words` are places in the message itself, `states` (words, hidden) those of each word's
    first piece; `mean` (hidden) is that of all pieces, the scene's too.
    """

    words: Sequence[Word]
    states: States
    mean: Vector

    @property
    def vector(self) -> Vector:
        """The mean, scaled to length 1."""
        length = float(np.linalg.norm(self.mean))
        return np.asarray(self.mean / max(length, 1e-12), np.float32)


class Encoder:
    """The network and the tokenizer in a folder that `bot.encoder.folder` made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._session = _session(folder / MODEL_FILE)
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
        self._input = self._session.get_inputs()[0].name
        self.dimension = int(self._session.get_outputs()[0].shape[-1])

    def encode(self, scene: Scene, text: str) -> Encoded:
        """The message `text`, said at `scene`."""
        said, begins = framed(scene, text)
        found = self._tokenizer.encode(said)
        words = words_of(text)
        ranges = pieces_of_words(words, found.offsets, begins)
        states = self._run(found.ids, _frame(found.offsets, begins))
        of_words = np.zeros((len(words), self.dimension), np.float32)
        for row, (first, after) in enumerate(ranges):
            if first < after:
                of_words[row] = states[first]
        return Encoded(words, of_words, states.mean(axis=0))

    def encode_all(self, said: Iterable[tuple[Scene, str]]) -> list[Encoded]:
        """Each message as `encode` has it alone, on all cores.

        Activations are quantised by what comes together, so none is run with another.
        """
        with ThreadPoolExecutor(os.cpu_count()) as threads:
            return list(threads.map(lambda one: self.encode(*one), said))

    def _run(self, ids: Sequence[int], frame: int) -> States:
        """The states (pieces, hidden) of all pieces, the first `frame` of them the scene's."""
        if len(ids) <= LONGEST:
            return self._states(ids)
        scene, text, end = ids[:frame], ids[frame:-1], ids[-1:]
        step = LONGEST - frame - 1
        parts = [
            self._states([*scene, *text[start : start + step], *end])
            for start in range(0, len(text), step)
        ]
        inner = [part[frame:-1] for part in parts]
        return np.concatenate([parts[0][:frame], *inner, parts[-1][-1:]])

    def _states(self, ids: Sequence[int]) -> States:
        pieces = np.array([ids], np.int64)
        return np.asarray(self._session.run(None, {self._input: pieces})[0][0])


def _frame(places: Sequence[tuple[int, int]], begins: int) -> int:
    """How many pieces stand before the message, which begins at `begins`."""
    return next(
        (number for number, (_, end) in enumerate(places) if end > begins),
        len(places) - 1,
    )


@lru_cache(maxsize=1)
def load_encoder(models: Path = MODELS) -> Encoder:
    """The encoder under `models`, made there first where it is missing.

    The same folder gives the same object: one session a process. Raises EncoderError when
    it cannot be made or is damaged.
    """
    try:
        folder = encoder_folder(models)
    except (PackageError, OSError) as reason:
        raise EncoderError(f"The encoder cannot be made: {reason}") from reason
    if not is_whole(folder):
        raise EncoderError(
            f"The encoder in {folder} is damaged: delete the folder and run `make train`."
        )
    return Encoder(folder)


def _session(model: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    # A turn is one short text: a second thread costs more in waking than it saves,
    # and takes the core that another conversation needs.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        str(model), options, providers=["CPUExecutionProvider"]
    )
