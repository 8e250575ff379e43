"""Learning: the losses of the three heads together, epochs, and what is then read."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import mean

import torch
from tokenizers import Tokenizer
from torch.nn import functional

from bot.encoder.batches import NOT_TAUGHT, Batch, batches, shuffled
from bot.encoder.labels import Labels
from bot.encoder.lessons import Lesson
from bot.encoder.network import Network
from bot.encoder.scores import Answer
from bot.encoder.words import OUTSIDE, Word, spans_of
from bot.examples.span import Span


@dataclass(frozen=True)
class Settings:
    """Settings of the learning, chosen on voices held out (docs/encoder.md).

    `pieces` is the size of a batch; `change_rate` and `head_rate` are the highest learning
    rates of the low-rank change and of the heads; `outside` is the weight of words without
    a label; `from_layer` is the first layer that is changed.
    """

    epochs: int = 8
    rank: int = 16
    from_layer: int = 4
    pieces: int = 512
    change_rate: float = 1.5e-3
    head_rate: float = 1e-2
    outside: float = 0.5
    seed: int = 1


def learn(
    network: Network,
    lessons: Sequence[Lesson],
    tokenizer: Tokenizer,
    labels: Labels,
    settings: Settings,
    after: Callable[[int, float], None],
) -> None:
    """Changes the network; calls `after` with each epoch's number and mean loss."""
    chance = random.Random(settings.seed)
    weights = torch.full((len(labels.words),), 1.0)
    weights[labels.words.index(OUTSIDE)] = settings.outside
    changes = [*network.down.parameters(), *network.up.parameters()]
    optimizer = torch.optim.AdamW(
        [
            {"params": changes, "lr": settings.change_rate},
            {"params": network.heads.parameters(), "lr": settings.head_rate},
        ],
        weight_decay=0.01,
    )
    schedule = None
    for epoch in range(1, settings.epochs + 1):
        found = shuffled(lessons, tokenizer, labels, settings.pieces, chance)
        if schedule is None:
            steps = len(found) * settings.epochs
            schedule = torch.optim.lr_scheduler.LambdaLR(
                optimizer, _warm_and_down(steps)
            )
        network.train()
        total = 0.0
        for batch in found:
            optimizer.zero_grad()
            loss = _loss(network, batch, weights)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss)
        after(epoch, total / len(found))


def answers(
    network: Network,
    lessons: Sequence[Lesson],
    tokenizer: Tokenizer,
    labels: Labels,
    pieces: int,
) -> Iterator[Answer]:
    """What the network says of each lesson, the shortest first."""
    network.eval()
    for batch in batches(lessons, tokenizer, labels, pieces):
        with torch.no_grad():
            of_words, acts, intents = network(batch.ids, batch.mask, batch.words)
        sure, best = torch.softmax(of_words, 1).max(1)
        weights = torch.sigmoid(acts).tolist()
        likely = torch.softmax(intents, 1).tolist()
        at = 0
        for row, lesson in enumerate(batch.lessons):
            words = batch.found[row]
            here = slice(at, at + len(words))
            named = [labels.words[number] for number in best[here].tolist()]
            spans = tuple(spans_of(words, named))
            at += len(words)
            yield Answer(
                lesson,
                spans,
                tuple(_weights(spans, words, sure[here].tolist())),
                dict(zip(labels.acts, weights[row], strict=True)),
                dict(zip(labels.intents, likely[row], strict=True)),
            )


def _weights(
    spans: Iterable[Span], words: Sequence[Word], sure: Sequence[float]
) -> Iterator[float]:
    """The weight of each span: the mean over its words."""
    for span in spans:
        yield mean(
            weight
            for word, weight in zip(words, sure, strict=True)
            if span.start <= word.start < span.end
        )


def _loss(network: Network, batch: Batch, weights: torch.Tensor) -> torch.Tensor:
    """The sum of the heads' losses, each the mean over what is taught in the batch."""
    of_words, acts, intents = network(batch.ids, batch.mask, batch.words)
    loss = of_words.sum() * 0
    if (batch.labels != NOT_TAUGHT).any():
        loss = loss + functional.cross_entropy(of_words, batch.labels, weights)
    told = batch.acts[:, 0] != NOT_TAUGHT
    if told.any():
        each = functional.binary_cross_entropy_with_logits(
            acts[told], batch.acts[told], reduction="sum"
        )
        loss = loss + 0.5 * each / told.sum()
    if (batch.intents != NOT_TAUGHT).any():
        loss = loss + 0.5 * functional.cross_entropy(intents, batch.intents)
    return loss


def _warm_and_down(steps: int) -> Callable[[int], float]:
    """The share of the highest rate: up in the first twentieth of the steps, then down to 0."""
    warm = max(1, steps // 20)
    return lambda step: min((step + 1) / warm, (steps - step) / (steps - warm))
