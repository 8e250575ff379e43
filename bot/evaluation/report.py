"""A report as one HTML page, and the same figures as one JSON file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from bot.evaluation.scores import ClassScore, Doubtful, TriageFigures

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Picture:
    """A picture as a data: URI, with its title and what it shows."""

    title: str
    caption: str
    uri: str


@dataclass(frozen=True)
class EvaluationReport:
    """One report. Its page shows only those `figures` that are single numbers."""

    title: str
    explanation: str
    triage: Mapping[str, TriageFigures]
    classes: Mapping[str, Sequence[ClassScore]]
    pictures: Sequence[Picture] = ()
    errors: Sequence[Mapping[str, Any]] = ()
    doubtful: Doubtful | None = None
    figures: Mapping[str, Any] = field(default_factory=dict)


def save(report: EvaluationReport, folder: Path, name: str) -> tuple[Path, Path]:
    """Writes `name`.html and `name`.json into `folder`; gives their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    page, figures = folder / f"{name}.html", folder / f"{name}.json"
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True
    )
    environment.filters["percent"] = _percent
    template = environment.get_template("report.html")
    page.write_text(template.render(**vars(report)), encoding="utf-8")
    plain = asdict(report)
    del plain["pictures"]
    if report.doubtful is not None:
        plain["doubtful"]["open"] = report.doubtful.open
    figures.write_text(
        json.dumps(plain, indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    return page, figures


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.1f} %"
