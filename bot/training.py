"""Trains the assistant when its data changed: `python -m bot.training`.

A model is named after what it was made of, so "is there a model for this data" is a
look into models/, and an unchanged tree trains nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bot.quiet import quiet
from languages import known_languages

ROOT = Path(__file__).resolve().parent.parent
# Training data, in folders by language, and rules, which have no language.
DATA = ("data/*/nlu", "data/*/responses", "data/rules")
# Everything that a trained model depends on.
SOURCES = (
    "config.yml",
    "domain.yml",
    *DATA,
    # Words that bot/nlu looks for in a message.
    "data/*/wording/nlu",
    # What the reader of messages learns from.
    "data/*/readings",
    "data/*/stories",
    "data/acts.yml",
    "bot/nlu",
    "bot/encoder",
    "bot/examples",
    "bot/rules.py",
)
LOCK = "requirements/bot.lock"


def fingerprint(root: Path = ROOT) -> str:
    """Twelve hexadecimal digits over every file that training reads."""
    digest = hashlib.sha256()
    for path in _files(root):
        digest.update(str(path.relative_to(root)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def model_path(root: Path = ROOT) -> Path:
    """The path at which the model of the present data is, or will be."""
    return root / "models" / f"redress-{fingerprint(root)}.tar.gz"


def train(root: Path = ROOT) -> Path:
    """Train with Rasa and return the model's path. Raises SystemExit when Rasa fails."""
    quiet()
    from rasa.model_training import train as rasa_train
    from rasa.utils.log_utils import configure_structlog

    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    configure_structlog(logging.WARNING)  # unset, Rasa prints every debug line
    wanted = model_path(root)
    result = rasa_train(
        domain=str(root / "domain.yml"),
        config=str(root / "config.yml"),
        training_files=[
            str(path) for pattern in DATA for path in _spoken(root, pattern)
        ],
        output=str(root / "models"),
        fixed_model_name=wanted.name.removesuffix(".tar.gz"),
    )
    if result.code != 0 or not result.model:
        sys.exit(f"Training failed (code {result.code}); see the messages above.")
    return wanted


def _files(root: Path) -> Iterator[Path]:
    sources = (path for source in (*SOURCES, LOCK) for path in _spoken(root, source))
    for path in sources:
        if path.is_file():
            yield path
        else:
            yield from sorted(
                found
                for found in path.rglob("*")
                if found.is_file() and "__pycache__" not in found.parts
            )


def _spoken(root: Path, pattern: str) -> Iterator[Path]:
    """The paths of a pattern, without those of languages that are still in the making."""
    known = known_languages(root / "data").items()
    unspoken = {code for code, language in known if not language["spoken"]}
    for path in sorted(root.glob(pattern)):
        if unspoken.isdisjoint(path.relative_to(root).parts[1:2]):
            yield path


def main() -> None:
    """Train if no model matches the data; print the model's path last."""
    parser = argparse.ArgumentParser(
        prog="python -m bot.training",
        description="Train the assistant when no model in models/ matches the data.",
    )
    parser.add_argument("--force", action="store_true", help="train in any case")
    parser.add_argument("--path", action="store_true", help="only print the path")
    arguments = parser.parse_args()
    wanted = model_path()
    if not arguments.path and (arguments.force or not wanted.exists()):
        print("Training the assistant. This takes a few minutes.", flush=True)
        started = time.monotonic()
        train()
        print(f"Trained in {time.monotonic() - started:.0f} s.", flush=True)
    print(wanted.relative_to(ROOT))


if __name__ == "__main__":
    main()
