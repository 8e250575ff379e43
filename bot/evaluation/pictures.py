"""Confusion matrix and reliability curve as PNG pictures inside a page."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib

matplotlib.use("Agg")  # no window: this runs on servers

from matplotlib.figure import Figure

from bot.evaluation.scores import Bin


def confusion_picture(
    counts: Sequence[Sequence[int]], truths: Sequence[str], founds: Sequence[str]
) -> str:
    """The matrix as a data: URI; one row for each truth, one column for each guess."""
    small = len(truths) <= 12
    side = 5.5 if small else 14.0
    figure = Figure(figsize=(side, side * 0.9))
    axes = figure.subplots()
    shares = [[count / max(sum(row), 1) for count in row] for row in counts]
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(founds)), founds, rotation=90, fontsize=9 if small else 6)
    axes.set_yticks(range(len(truths)), truths, fontsize=9 if small else 6)
    axes.set_xlabel("taken for")
    axes.set_ylabel("is")
    for row, line in enumerate(counts):
        for column, count in enumerate(line):
            if count:
                axes.text(
                    column,
                    row,
                    str(count),
                    ha="center",
                    va="center",
                    fontsize=9 if small else 5,
                    color="white" if shares[row][column] > 0.5 else "black",
                )
    return _uri(figure)


def reliability_picture(curves: Mapping[str, Sequence[Bin]]) -> str:
    """The chance stated against the part right, a line a curve, as a data: URI."""
    figure = Figure(figsize=(5.0, 4.5))
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], linestyle=":", color="grey", label="as it should be")
    for name, bins in curves.items():
        axes.plot(
            [one.said for one in bins],
            [one.right for one in bins],
            marker="o",
            label=name,
        )
    axes.set_xlabel("chance said")
    axes.set_ylabel("part that was right")
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1.02)
    axes.legend()
    return _uri(figure)


def _uri(figure: Any) -> str:
    drawn = io.BytesIO()
    # No time of drawing inside: the same figures give the same bytes.
    figure.savefig(
        drawn, format="png", dpi=110, bbox_inches="tight", metadata={"Software": None}
    )
    return "data:image/png;base64," + base64.b64encode(drawn.getvalue()).decode()
