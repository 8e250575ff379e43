"""The adapter fits the package, and merging it gives what torch learned."""

import json
from math import erf

import numpy as np
import pytest

from bot.encoder.adapter import (
    ARRAYS,
    RECORD,
    Adapter,
    merged,
    read_adapter,
)
from bot.encoder.context import Scene, framed
from bot.encoder.package import PackagedEncoder, PackageError, Shape
from bot.encoder.words import pieces_of_words, words_of

_GELU = np.vectorize(lambda number: number * (1 + erf(number / 2**0.5)) / 2)


def test_a_change_is_up_times_down_added_to_its_matrix():
    name = "layers.1.query.weight"
    weights = {name: np.ones((2, 2), np.float32), "words": np.ones((1, 2), np.float32)}
    package = PackagedEncoder(Shape(2, 1, 1, 4, 1, 0.0), weights, None)
    up, down = np.array([[1.0], [2.0]]), np.array([[10.0, 100.0]])
    arrays = {"layers.1.query.up": up, "layers.1.query.down": down}
    changed = merged(package, Adapter(arrays, {}))
    assert changed[name].tolist() == [[11, 101], [21, 201]]
    assert changed["words"] is weights["words"]


def test_an_adapter_of_another_package_is_refused(tmp_path):
    record = tmp_path / "adapter.json"
    record.write_text(json.dumps({"sha256": "0" * 64}))
    with pytest.raises(PackageError, match="belongs to another encoder"):
        read_adapter(ARRAYS, record)


def test_every_head_has_a_row_for_each_of_its_labels():
    adapter = read_adapter()
    for head, labels in adapter.record["labels"].items():
        assert len(adapter.arrays[f"heads.{head}.weight"]) == len(labels)


def test_what_is_in_git_stays_small():
    assert ARRAYS.stat().st_size + RECORD.stat().st_size < 5e6


def test_merged_weights_say_what_torch_said(package):
    adapter = read_adapter()
    expected = adapter.record["expected"]
    scene = Scene(expected["at"], expected["field"], tuple(expected["offers"]))
    text, offset = framed(scene, expected["text"])
    encoded = package.tokenizer.encode(text)
    states = _states(merged(package, adapter), package.shape, encoded.ids)
    pieces = pieces_of_words(words_of(expected["text"]), encoded.offsets, offset)
    shown = {
        "words": states[[first for first, _ in pieces]],
        "acts": states.mean(0, keepdims=True),
        "intents": states.mean(0, keepdims=True),
    }
    for head, given in shown.items():
        logits = given @ adapter.arrays[f"heads.{head}.weight"].T
        logits += adapter.arrays[f"heads.{head}.bias"]
        assert np.abs(logits - expected["logits"][head]).max() < 1e-2


def _states(weights, shape, ids):
    """The last layer's states, as a BERT computes them."""

    def linear(name, given):
        return given @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]

    def normed(name, given):
        centred = given - given.mean(-1, keepdims=True)
        deviation = np.sqrt((centred**2).mean(-1, keepdims=True) + shape.epsilon)
        return centred / deviation * weights[f"{name}.weight"] + weights[f"{name}.bias"]

    def by_head(given):
        return given.reshape(len(ids), shape.heads, -1).swapaxes(0, 1)

    states = normed(
        "embedding_norm", weights["words"][ids] + weights["positions"][: len(ids)]
    )
    for name in (f"layers.{layer}" for layer in range(shape.layers)):
        query, key, value = (
            by_head(linear(f"{name}.{part}", states))
            for part in ("query", "key", "value")
        )
        shares = np.exp(query @ key.swapaxes(1, 2) / np.sqrt(query.shape[-1]))
        shares /= shares.sum(-1, keepdims=True)
        seen = (shares @ value).swapaxes(0, 1).reshape(states.shape)
        states = normed(
            f"{name}.attention_norm", states + linear(f"{name}.output", seen)
        )
        wide = _GELU(linear(f"{name}.widen", states))
        states = normed(f"{name}.output_norm", states + linear(f"{name}.narrow", wide))
    return states
