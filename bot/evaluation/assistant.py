"""The trained assistant's understanding of texts, exactly as the server has it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.evaluation.labels import label_of
from bot.nlu.routes import Route
from bot.nlu.triage import TRIAGE_KEY, TriageIntent
from bot.quiet import quiet
from shield.turn_contract import never_obeyed


class ModelError(Exception):
    """There is no model to ask; the text says how to make one."""


@dataclass(frozen=True)
class Routed:
    """One text as the assistant understands it.

    `route` is one of `labels.LABELS`, `way` the triage's own (`bot.nlu.routes`), which
    tells process questions and the lanes apart.
    """

    intent: str
    confidence: float
    route: str
    way: str


def newest_model(folder: Path) -> Path:
    """The model trained last; raises ModelError when there is none."""
    models = sorted(folder.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not models:
        raise ModelError(f"There is no model in {folder}: run `make train`.")
    return models[-1]


def route_texts(model: Path, texts: Sequence[str]) -> list[Routed]:
    """Routes texts with the trained model; an empty one as nlu_fallback."""
    return asyncio.run(_route(model, texts))


async def _route(model: Path, texts: Sequence[str]) -> list[Routed]:
    quiet()
    from rasa.core.agent import Agent
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.WARNING)  # unset, Rasa prints every text
    agent = Agent.load(model)
    return [_routed(await agent.parse_message(never_obeyed(text))) for text in texts]


def _routed(parsed: dict[str, Any]) -> Routed:
    intent = parsed.get("intent") or {}
    way = (parsed.get(TRIAGE_KEY) or {"route": str(Route.CLARIFY)})["route"]
    return Routed(
        intent.get("name") or str(TriageIntent.NOT_UNDERSTOOD),
        round(float(intent.get("confidence") or 0.0), 4),
        label_of(way),
        way,
    )
