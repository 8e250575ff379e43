"""The ONNX network gives what the weights say, and in 8 bits nearly that."""

from math import erf

import numpy as np
import onnxruntime
import pytest

from bot.encoder.onnx_graph import INPUT, network, write_model
from bot.encoder.package import Shape

SHAPE = Shape(hidden=16, layers=5, heads=2, inner=32, positions=12, epsilon=1e-5)
PIECES = np.array([[3, 1, 7, 7, 0, 9]])
_GELU = np.vectorize(lambda number: number * (1 + erf(number / 2**0.5)) / 2)


@pytest.fixture(scope="module")
def weights():
    dice = np.random.default_rng(1)
    sizes = {"words": (10, 16), "positions": (12, 16), "embedding_norm.weight": (16,)}
    sizes["embedding_norm.bias"] = (16,)
    for layer in range(SHAPE.layers):
        for matrix in ("query", "key", "value", "output", "widen", "narrow"):
            out, into = {"widen": (32, 16), "narrow": (16, 32)}.get(matrix, (16, 16))
            sizes[f"layers.{layer}.{matrix}.weight"] = (out, into)
            sizes[f"layers.{layer}.{matrix}.bias"] = (out,)
        for norm in ("attention_norm", "output_norm"):
            sizes[f"layers.{layer}.{norm}.weight"] = (16,)
            sizes[f"layers.{layer}.{norm}.bias"] = (16,)
    drawn = {
        name: dice.normal(0, 0.3, size).astype(np.float32)
        for name, size in sizes.items()
    }
    return {
        name: values + 1 if "norm.weight" in name else values
        for name, values in drawn.items()
    }


def run(model) -> np.ndarray:
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    return session.run(None, {INPUT: PIECES})[0][0]


def states(weights) -> np.ndarray:
    """The network by the book (Devlin et al. 2019), in numpy."""

    def normed(name, given):
        centred = given - given.mean(-1, keepdims=True)
        scaled = centred / np.sqrt(given.var(-1, keepdims=True) + SHAPE.epsilon)
        return scaled * weights[f"{name}.weight"] + weights[f"{name}.bias"]

    def linear(name, given):
        return given @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]

    def heads(given):
        return given.reshape(len(given), SHAPE.heads, -1).swapaxes(0, 1)

    ids = PIECES[0]
    found = weights["words"][ids] + weights["positions"][: len(ids)]
    found = normed("embedding_norm", found)
    for number in range(SHAPE.layers):
        layer = f"layers.{number}"
        query, key, value = (
            heads(linear(f"{layer}.{part}", found))
            for part in ("query", "key", "value")
        )
        scores = query @ key.swapaxes(1, 2) / np.sqrt(query.shape[-1])
        shares = np.exp(scores) / np.exp(scores).sum(-1, keepdims=True)
        heard = (shares @ value).swapaxes(0, 1).reshape(found.shape)
        found = normed(
            f"{layer}.attention_norm", found + linear(f"{layer}.output", heard)
        )
        wide = _GELU(linear(f"{layer}.widen", found))
        found = normed(f"{layer}.output_norm", found + linear(f"{layer}.narrow", wide))
    return found


def test_the_graph_is_the_network(weights):
    found = run(network(SHAPE, weights).SerializeToString())
    # Rows of pieces are in 8 bits in either.
    assert np.abs(found - states(weights)).max() < 0.05


def test_eight_bits_keep_the_direction_of_every_state(weights, tmp_path):
    write_model(SHAPE, weights, tmp_path / "model.onnx")
    found, wanted = run(tmp_path / "model.onnx"), states(weights)
    lengths = np.linalg.norm(found, axis=1) * np.linalg.norm(wanted, axis=1)
    assert ((found * wanted).sum(1) / lengths).min() > 0.99
