"""The encoder as the assistant runs it: a folder under models/, made once."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Final

from bot.encoder.adapter import ARRAYS, merged, read_adapter
from bot.encoder.package import SHA256, read_package

MODEL_FILE: Final = "model.onnx"
TOKENIZER_FILE: Final = "tokenizer.json"
DIGEST_FILE: Final = "sha256.json"
# The last is there once the encoder was adapted.
_MADE_OF: Final = (
    "package.py",
    "tokenizer.py",
    "adapter.py",
    "onnx_graph.py",
    "folder.py",
    ARRAYS.name,
)


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """Twelve hexadecimal digits over all that the encoder is made of."""
    digest = hashlib.sha256(SHA256.encode())
    for name in _MADE_OF:
        source = Path(__file__).parent / name
        if source.is_file():
            digest.update(source.read_bytes())
    return digest.hexdigest()[:12]


def encoder_folder(models: Path) -> Path:
    """The folder of the encoder under `models`, with model.onnx and tokenizer.json.

    It is made where it is missing, in less than a minute, of the packaged weights and of the
    adapter where there is one; its name changes with both. Raises PackageError when they
    cannot be used.
    """
    folder = models / f"encoder-{fingerprint()}"
    if not folder.is_dir():
        models.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix="encoder-", suffix=".part", dir=models))
        try:
            _make(made)
            made.rename(folder)
        except OSError:
            # Another process was faster: its folder is the same.
            if not folder.is_dir():
                raise
        finally:
            shutil.rmtree(made, ignore_errors=True)
    return folder


def is_whole(folder: Path) -> bool:
    """Whether the files in `folder` are those that were made."""
    try:
        digests = json.loads((folder / DIGEST_FILE).read_text(encoding="utf-8"))
        return bool(digests == _digests(folder))
    except (OSError, ValueError):
        return False


def _make(folder: Path) -> None:
    # Brings much into memory that a server with its encoder made never needs.
    from bot.encoder.onnx_graph import write_model

    package = read_package()
    weights = merged(package, read_adapter()) if ARRAYS.is_file() else package.weights
    write_model(package.shape, weights, folder / MODEL_FILE)
    package.tokenizer.save(str(folder / TOKENIZER_FILE))
    (folder / DIGEST_FILE).write_text(json.dumps(_digests(folder)), encoding="utf-8")
    # mkdtemp's folders are for one user alone; a service may run as another.
    os.chmod(folder, 0o755)


def _digests(folder: Path) -> dict[str, str]:
    return {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in (MODEL_FILE, TOKENIZER_FILE)
    }
