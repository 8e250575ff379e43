"""The encoder's network as an ONNX graph of 8-bit weights, from numpy weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from bot.encoder.package import Array, Shape

INPUT: Final = "pieces"
OUTPUT: Final = "states"
# After this product the states of a few pieces are a hundred times those of the others: in 8
# bits it alone makes half of all that quantising loses (cosine of pieces 0.9946 with it,
# 0.9970 without; the other 47 products move 0.0003 at most).
_KEPT: Final = "layers.4.narrow"
# 17 has a layer norm of its own.
_OPERATORS: Final = 17
_FORMAT: Final = 8


def write_model(shape: Shape, weights: Mapping[str, Array], file: Path) -> None:
    """Writes the network into `file`, its matrices in 8 bits.

    Activations are quantised as they come, matrices once and a scale a column (dynamic
    quantisation by channel), as are the rows of the pieces. One matrix stays in float32.
    """
    quantize_dynamic(
        network(shape, weights),
        file,
        op_types_to_quantize=["Attention", "MatMul"],
        nodes_to_exclude=[f"{_KEPT}.product.node"],
        per_channel=True,
        weight_type=QuantType.QInt8,
        # It infers no types behind operators of ONNX Runtime's own.
        extra_options={"DefaultTensorType": TensorProto.FLOAT},
    )


def network(shape: Shape, weights: Mapping[str, Array]) -> ModelProto:
    """The network in float32 but for the rows of the pieces.

    From `pieces` (texts, pieces), int64, of texts of one length come `states` (texts,
    pieces, hidden): the last layer. `weights` are named as in `PackagedEncoder`.
    """
    return _Graph(shape, weights).model()


class _Graph:
    """A graph while it is put together; its tensors are known by names."""

    def __init__(self, shape: Shape, weights: Mapping[str, Array]) -> None:
        self._shape = shape
        self._weights = weights
        self._nodes: list[NodeProto] = []
        self._constants: list[TensorProto] = []

    def model(self) -> ModelProto:
        states = self._embedding()
        for number in range(self._shape.layers):
            states = self._layer(f"layers.{number}", states)
        self._node("Identity", [states], OUTPUT)
        axes = ["texts", "length"]
        graph = helper.make_graph(
            self._nodes,
            "encoder",
            [helper.make_tensor_value_info(INPUT, TensorProto.INT64, axes)],
            [
                helper.make_tensor_value_info(
                    OUTPUT, TensorProto.FLOAT, [*axes, self._shape.hidden]
                )
            ],
            self._constants,
        )
        operators = [
            helper.make_opsetid("", _OPERATORS),
            helper.make_opsetid("com.microsoft", 1),
        ]
        return helper.make_model(graph, opset_imports=operators, ir_version=_FORMAT)

    def _embedding(self) -> str:
        rows = self._weights["words"]
        scales = np.abs(rows).max(axis=1, keepdims=True) / 127
        numbers = np.rint(rows / np.maximum(scales, 1e-12)).astype(np.int8)
        small = self._node(
            "Gather", [self._constant("words", numbers), INPUT], "words.small"
        )
        wide = self._node("Cast", [small], "words.wide", to=TensorProto.FLOAT)
        scale = self._node(
            "Gather", [self._constant("words.scales", scales), INPUT], "words.scale"
        )
        words = self._node("Mul", [wide, scale], "words.row")
        count = self._node("Shape", [INPUT], "count", start=1, end=2)
        first = self._constant("first", np.zeros(1, np.int64))
        table = self._constant("positions", self._weights["positions"])
        places = self._node("Slice", [table, first, count], "places")
        placed = self._node("Add", [words, places], "placed")
        return self._norm("embedding_norm", placed)

    def _layer(self, layer: str, states: str) -> str:
        names = [f"{layer}.{name}" for name in ("query", "key", "value")]
        joined = [
            np.concatenate([self._weights[f"{name}.{part}"] for name in names])
            for part in ("weight", "bias")
        ]
        heard = self._node(
            "Attention",
            [
                states,
                self._constant(f"{layer}.attention.weight", joined[0].T),
                self._constant(f"{layer}.attention.bias", joined[1]),
            ],
            f"{layer}.attention",
            domain="com.microsoft",
            num_heads=self._shape.heads,
        )
        heard = self._linear(f"{layer}.output", heard)
        heard = self._node("Add", [heard, states], f"{layer}.heard")
        heard = self._norm(f"{layer}.attention_norm", heard)
        wide = self._linear(f"{layer}.widen", heard)
        wide = self._node("Gelu", [wide], f"{layer}.wide", domain="com.microsoft")
        thought = self._linear(f"{layer}.narrow", wide)
        thought = self._node("Add", [thought, heard], f"{layer}.thought")
        return self._norm(f"{layer}.output_norm", thought)

    def _linear(self, name: str, given: str) -> str:
        matrix = self._constant(f"{name}.weight", self._weights[f"{name}.weight"].T)
        bias = self._constant(f"{name}.bias", self._weights[f"{name}.bias"])
        product = self._node("MatMul", [given, matrix], f"{name}.product")
        return self._node("Add", [product, bias], name)

    def _norm(self, name: str, given: str) -> str:
        parts = [
            self._constant(f"{name}.{part}", self._weights[f"{name}.{part}"])
            for part in ("weight", "bias")
        ]
        return self._node(
            "LayerNormalization", [given, *parts], name, epsilon=self._shape.epsilon
        )

    def _constant(self, name: str, values: npt.NDArray[Any]) -> str:
        self._constants.append(
            numpy_helper.from_array(np.ascontiguousarray(values), name)
        )
        return name

    def _node(self, kind: str, given: Sequence[str], name: str, **settings: Any) -> str:
        made = helper.make_node(kind, given, [name], name=f"{name}.node", **settings)
        self._nodes.append(made)
        return name
