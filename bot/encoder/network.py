"""The packaged encoder in torch, with a low-rank change to learn and three heads.

The change (LoRA; Hu et al. 2021, arXiv 2106.09685) goes beside each matrix of the upper layers
and is merged into it afterwards (bot.encoder.adapter). All else stays as packaged.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import torch
from torch import nn
from torch.nn import functional

from bot.encoder.adapter import HEADS, MATRICES
from bot.encoder.package import Array, Shape

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
        shape: Shape,
        weights: Mapping[str, Array],
        outputs: Mapping[str, int],
        rank: int = 0,
        from_layer: int = 0,
        type_: torch.dtype = torch.float32,
    ) -> None:
        """Takes weights by the package's names; the change begins as zero.

        `outputs` has the number of labels of each head. `rank` is that of the change of the
        layers from `from_layer` on; 0 is for none.
        """
        super().__init__()
        self.shape = shape
        self.type = type_
        self.frozen: dict[str, torch.Tensor] = {}
        self.down, self.up = nn.ParameterDict(), nn.ParameterDict()
        for name, weight in weights.items():
            held = torch.from_numpy(weight)
            is_linear = name.startswith("layers.") and "_norm" not in name
            self.frozen[name] = held.to(type_) if is_linear else held
        for layer in range(from_layer, shape.layers if rank else 0):
            for matrix in MATRICES:
                name = f"layers.{layer}.{matrix}"
                out, into = weights[f"{name}.weight"].shape
                self.down[_key(name)] = nn.Parameter(
                    torch.randn(rank, into) / into**0.5
                )
                self.up[_key(name)] = nn.Parameter(torch.zeros(out, rank))
        self.heads = nn.ModuleDict(
            {head: nn.Linear(shape.hidden, outputs[head]) for head in HEADS}
        )
        # Of many acts a message is one or two: begun with none, it is not them that it learns first.
        nn.init.constant_(self.heads["acts"].bias, -4.0)

    def arrays(self) -> dict[str, Array]:
        """What was learned, by the names of adapter.npz."""
        learned: dict[str, torch.Tensor] = {}
        for part, held in (("down", self.down), ("up", self.up)):
            learned |= {f"{_name(key)}.{part}": array for key, array in held.items()}
        for head in HEADS:
            learned[f"heads.{head}.weight"] = self.heads[head].weight
            learned[f"heads.{head}.bias"] = self.heads[head].bias
        return {name: array.detach().numpy() for name, array in learned.items()}

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
        away = (~mask)[:, None, None, :].to(self.type) * -1e4
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
        scores = (query * (hidden // heads) ** -0.5) @ key.transpose(2, 3)
        shares = torch.softmax(scores + away, -1)
        seen = (shares @ value).transpose(1, 2).reshape(texts, pieces, hidden)
        states = self._normed(
            f"{name}.attention_norm", states + self._linear(f"{name}.output", seen)
        )
        wide = functional.gelu(self._linear(f"{name}.widen", states.to(self.type)))
        return self._normed(
            f"{name}.output_norm", states + self._linear(f"{name}.narrow", wide)
        )

    def _linear(self, name: str, given: torch.Tensor) -> torch.Tensor:
        out = functional.linear(
            given, self.frozen[f"{name}.weight"], self.frozen[f"{name}.bias"]
        )
        key = _key(name)
        if key not in self.down:
            return out
        narrow = functional.linear(given, self.down[key].to(self.type))
        return out + functional.linear(narrow, self.up[key].to(self.type))

    def _normed(self, name: str, given: torch.Tensor) -> torch.Tensor:
        return functional.layer_norm(
            given,
            (self.shape.hidden,),
            self.frozen[f"{name}.weight"],
            self.frozen[f"{name}.bias"],
            self.shape.epsilon,
        )


def _key(name: str) -> str:
    """A name without the full stops, which torch keeps for modules."""
    return name.replace(".", "/")


def _name(key: str) -> str:
    return key.replace("/", ".")
