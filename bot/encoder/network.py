"""The packaged encoder in torch, with a low-rank change to learn and three heads.

The change (LoRA; Hu et al. 2021, arXiv 2106.09685) is added to a matrix before it multiplies, so
that what is learned is what merging gives (bot.encoder.adapter). Embeddings, norms and biases
stay as packaged.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import torch
from torch import nn
from torch.nn import functional

from bot.encoder.adapter import HEADS, MATRICES
from bot.encoder.package import PackagedEncoder

_CPU: Final = Path("/proc/cpuinfo")


def fast_type() -> torch.dtype:
    """bfloat16 where the processor multiplies it in tiles (ten times as fast), else float32."""
    fast = _CPU.is_file() and "amx_bf16" in _CPU.read_text()
    return torch.bfloat16 if fast else torch.float32


class Network(nn.Module):
    """Pieces to what the heads say.

    `type_` is what matrices are multiplied in; sums, norms and heads are float32.
    """

    def __init__(
        self,
        package: PackagedEncoder,
        outputs: dict[str, int],
        rank: int,
        first_layer: int = 0,
        type_: torch.dtype = torch.float32,
    ) -> None:
        """Takes the package's weights, and zero for the change of layers from `first_layer` on.

        `outputs` has the number of labels of each head.
        """
        super().__init__()
        self.shape = package.shape
        self.type = type_
        self.frozen: dict[str, torch.Tensor] = {}
        self.down, self.up = nn.ParameterDict(), nn.ParameterDict()
        for name, weight in package.weights.items():
            held = torch.from_numpy(weight)
            is_matrix = name.startswith("layers.") and weight.ndim == 2
            self.frozen[name] = held.to(type_) if is_matrix else held
        for layer in range(first_layer, self.shape.layers):
            for matrix in MATRICES:
                name = f"layers.{layer}.{matrix}"
                out, into = package.weights[f"{name}.weight"].shape
                key = name.replace(".", "/")
                self.down[key] = nn.Parameter(torch.randn(rank, into) / into**0.5)
                self.up[key] = nn.Parameter(torch.zeros(out, rank))
        hidden = self.shape.hidden
        self.heads = nn.ModuleDict(
            {head: nn.Linear(hidden, outputs[head]) for head in HEADS}
        )

    def forward(
        self, ids: torch.Tensor, mask: torch.Tensor, words: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Logits of words, acts and intents.

        `ids` and `mask` (texts, pieces); `words` (words, 2) has the text of each word and
        the place of its first piece there.
        """
        states = functional.dropout(self.states(ids, mask), 0.1, self.training)
        weights = mask[:, :, None].float()
        means = (states * weights).sum(1) / weights.sum(1)
        of_words = states[words[:, 0], words[:, 1]]
        return (
            self.heads["words"](of_words),
            self.heads["acts"](means),
            self.heads["intents"](means),
        )

    def states(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The last layer's states (texts, pieces, hidden)."""
        known = self.frozen
        given = known["words"][ids] + known["positions"][: ids.shape[1]]
        states = self._normed("embedding_norm", given)
        away = (~mask)[:, None, None, :].float() * -1e4
        for layer in range(self.shape.layers):
            states = self._layer(f"layers.{layer}", states, away)
        return states

    def _layer(
        self, name: str, states: torch.Tensor, away: torch.Tensor
    ) -> torch.Tensor:
        texts, pieces, hidden = states.shape
        heads = self.shape.heads
        given = states.to(self.type)
        query, key, value = (
            self._linear(f"{name}.{part}", given)
            .view(texts, pieces, heads, hidden // heads)
            .transpose(1, 2)
            for part in ("query", "key", "value")
        )
        scores = (query @ key.transpose(2, 3)).float() / (hidden // heads) ** 0.5
        shares = torch.softmax(scores + away, -1).to(self.type)
        seen = (shares @ value).transpose(1, 2).reshape(texts, pieces, hidden)
        states = self._normed(
            f"{name}.attention_norm",
            states + self._linear(f"{name}.output", seen).float(),
        )
        wide = functional.gelu(self._linear(f"{name}.widen", states.to(self.type)))
        return self._normed(
            f"{name}.output_norm",
            states + self._linear(f"{name}.narrow", wide).float(),
        )

    def _linear(self, name: str, given: torch.Tensor) -> torch.Tensor:
        weight = self.frozen[f"{name}.weight"]
        key = name.replace(".", "/")
        if key in self.down:
            weight = weight + (self.up[key] @ self.down[key]).to(self.type)
        return functional.linear(
            given, weight, self.frozen[f"{name}.bias"].to(self.type)
        )

    def _normed(self, name: str, given: torch.Tensor) -> torch.Tensor:
        return functional.layer_norm(
            given,
            (self.shape.hidden,),
            self.frozen[f"{name}.weight"],
            self.frozen[f"{name}.bias"],
            self.shape.epsilon,
        )
