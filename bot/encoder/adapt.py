"""`make encoder`: adapts the packaged encoder to the examples, once, and keeps the adapter.

python -m bot.encoder.adapt                                  learns from all examples
python -m bot.encoder.adapt --fold 1/5 --predictions OUT     judges: one fold of voices held out
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import torch

from bot.encoder.adapter import (
    ARRAYS,
    HEADS,
    Adapter,
    merged,
    read_adapter,
    write_adapter,
)
from bot.encoder.batches import batches
from bot.encoder.context import Scene
from bot.encoder.labels import Labels, labels_in
from bot.encoder.learning import Settings, answers, learn
from bot.encoder.lessons import Lesson, fingerprint, part_of, parted, read_lessons
from bot.encoder.network import Network, fast_type
from bot.encoder.package import (
    FILE,
    LICENCE,
    PACKAGE,
    SHA256,
    VERSION,
    PackagedEncoder,
    read_package,
)
from bot.encoder.predictions import write_predictions
from bot.encoder.scores import Answer, scores_of, summary

# The fold whose scores adapter.json tells: one voice in eight.
_JUDGED: Final = (1, 8)
_SCORES: Final = Path("var/encoder/held_out.json")
# Pieces of a batch that nothing is learned from.
_READ: Final = 4096
# What the adapted encoder says of this is kept, for other ways of running it to agree with.
_PROBE: Final = Lesson(
    Scene("country", None, ("Malta", "Portugal")), "the second, since 5 May", "", ""
)


def main() -> None:
    """Judges a fold if one is given, else learns from everything and writes the adapter."""
    parser = argparse.ArgumentParser(prog="python -m bot.encoder.adapt")
    parser.add_argument("--fold", type=_fold, help="hold out a part of the voices: 1/5")
    parser.add_argument(
        "--predictions", type=Path, help="write here what is read of it"
    )
    given = parser.parse_args()
    # One core: beside anything else that runs, two wait for each other more than they work.
    torch.set_num_threads(1)
    torch.manual_seed(Settings.seed)
    package, lessons = read_package(), read_lessons()
    if not given.fold:
        _adapt(package, lessons)
        return
    read = _judged(package, lessons, given.fold)
    if given.predictions:
        write_predictions(given.predictions, read)


def _fold(written: str) -> tuple[int, int]:
    found = re.fullmatch(r"([1-9]\d?)/([1-9]\d?)", written)
    if not found or int(found[1]) > int(found[2]):
        raise argparse.ArgumentTypeError(f"{written} is no fold such as 1/5")
    return int(found[1]), int(found[2])


def _adapt(package: PackagedEncoder, lessons: Sequence[Lesson]) -> None:
    record = {
        "package": PACKAGE,
        "version": VERSION,
        "file": FILE,
        "sha256": SHA256,
        "licence": LICENCE,
        "examples": len(lessons),
        "data": fingerprint(lessons),
        "settings": asdict(Settings()),
    }
    held_out = _held_out(package, lessons, record)
    labels = labels_in(lessons)
    network = _learned(package, lessons, labels)
    record["labels"] = asdict(labels)
    write_adapter(network.arrays(), record | {"held_out": held_out})
    adapter = read_adapter()
    expected = _expected(package, adapter, labels)
    write_adapter(adapter.arrays, {**adapter.record, "expected": expected})
    print(f"Wrote {ARRAYS} ({ARRAYS.stat().st_size / 1e6:.1f} MB).")


def _held_out(
    package: PackagedEncoder, lessons: Sequence[Lesson], record: dict[str, Any]
) -> dict[str, Any]:
    """The scores of the judged fold, from the last run if it judged the same."""
    if _SCORES.is_file():
        known: dict[str, Any] = json.loads(_SCORES.read_text(encoding="utf-8"))
        if known["of"] == record:
            scores: dict[str, Any] = known["scores"]
            return scores
    scores = scores_of(_judged(package, lessons, _JUDGED))
    _SCORES.parent.mkdir(parents=True, exist_ok=True)
    _SCORES.write_text(json.dumps({"of": record, "scores": scores}, indent=1))
    return scores


def _judged(
    package: PackagedEncoder, lessons: Sequence[Lesson], fold: tuple[int, int]
) -> list[Answer]:
    """What is read of a fold by a network that learned from the others."""
    number, folds = fold
    known, unseen = parted(lessons, lambda voice: part_of(voice, folds) == number - 1)
    labels = labels_in(lessons)
    network = _learned(package, known, labels, unseen)
    return list(answers(network, unseen, package.tokenizer, labels, _READ))


def _learned(
    package: PackagedEncoder,
    lessons: Sequence[Lesson],
    labels: Labels,
    unseen: Sequence[Lesson] = (),
) -> Network:
    settings = Settings()
    network = Network(
        package.shape,
        package.weights,
        labels.sizes,
        settings.rank,
        settings.from_layer,
        fast_type(),
    )
    print(f"Learning from {len(lessons)} examples …", flush=True)
    began = time.monotonic()

    def tell(epoch: int, loss: float) -> None:
        minutes = (time.monotonic() - began) / 60
        print(f"epoch {epoch}: loss {loss:.3f}, {minutes:.0f} min", flush=True)
        if unseen:
            read = answers(network, unseen, package.tokenizer, labels, _READ)
            print(f"  {summary(scores_of(list(read)))}", flush=True)

    learn(network, lessons, package.tokenizer, labels, settings, tell)
    return network


def _expected(
    package: PackagedEncoder, adapter: Adapter, labels: Labels
) -> dict[str, Any]:
    """What the merged weights say of the probe, in float32: the logits of each head."""
    network = Network(package.shape, merged(package, adapter), labels.sizes)
    for head in HEADS:
        weight, bias = (
            torch.from_numpy(adapter.arrays[f"heads.{head}.{part}"])
            for part in ("weight", "bias")
        )
        network.heads[head].load_state_dict({"weight": weight, "bias": bias})
    network.eval()
    (batch,) = batches([_PROBE], package.tokenizer, labels, _READ)
    with torch.no_grad():
        said = network(batch.ids, batch.mask, batch.words)
    logits = {
        head: [[round(number, 4) for number in row] for row in rows.tolist()]
        for head, rows in zip(HEADS, said, strict=True)
    }
    return {**asdict(_PROBE.scene), "text": _PROBE.text, "logits": logits}
