"""Reports how well the assistant understands: a page to look at, a file to compare.

    python -m bot.evaluation.evaluate                     our own examples, held out
    python -m bot.evaluation.evaluate --data rows.jsonl   rows from elsewhere

Writes var/evaluation/training.{html,json}, or var/evaluation/<name of the rows>.{...}.
Rows are objects with `text`, `label` (complaint, support, out_of_scope, chitchat) and,
if known, `source`; they are routed with the newest model in models/. Rows with a `lean`
in place of the label are texts on which people disagree: of these it reports how many
were asked about, or answered with both ways open.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.evaluation.assistant import ModelError, newest_model, route_texts
from bot.evaluation.held_out import HeldOut, hold_out
from bot.evaluation.labels import LABELS, stated_label
from bot.evaluation.pictures import confusion_picture, reliability_picture
from bot.evaluation.pipeline import PipelineError, read_pipeline
from bot.evaluation.report import EvaluationReport, Picture, save
from bot.evaluation.rows import Row, RowError, read_rows
from bot.evaluation.scores import (
    Judged,
    by_source,
    calibration_error,
    class_scores,
    confusion,
    doubtful_scores,
    part,
    reliability,
    triage_scores,
)
from bot.examples.training_set import TrainingFileError, read_examples
from bot.nlu.routes import Route
from bot.quiet import quiet


def report_training(config: Path, data: Path) -> EvaluationReport:
    """Our own examples, each judged by a model that has not seen its stretch."""
    pipeline, examples = read_pipeline(config), read_examples(data)
    held = hold_out(pipeline, examples)
    by_route, by_intent = reliability(held.routes), reliability(held.intents)
    return EvaluationReport(
        title="How well the assistant understands its own examples",
        explanation=(
            f"{len(examples)} examples of {len({one.intent for one in examples})} "
            "intents. Each was judged by a model trained without the stretch of examples "
            "that it stands in: a voice that the model has never heard. Clients do "
            "better where many voices were written."
        ),
        triage={"all": triage_scores(held.triage)},
        classes={
            "Routes": class_scores(held.routes),
            "Intents": class_scores(held.intents),
        },
        pictures=_training_pictures(held),
        errors=[
            {
                "text": error.example.text,
                "place": error.example.place,
                "truth": error.example.intent,
                "found": error.found,
                "chance": error.chance,
                "nearest": [
                    {"text": one.text, "intent": one.intent, "place": one.place}
                    for one in error.nearest
                ],
            }
            for error in held.errors
        ],
        figures={
            "route_accuracy": part(one.truth == one.found for one in held.routes),
            "intent_accuracy": part(one.truth == one.found for one in held.intents),
            "route_calibration_error": calibration_error(by_route),
            "intent_calibration_error": calibration_error(by_intent),
            "route_reliability": [vars(one) for one in by_route],
        },
    )


def report_doubtful(rows: Sequence[Row], model: Path, name: str) -> EvaluationReport:
    """Rows that have no right route, only a `lean`."""
    routed = route_texts(model, [row["text"] for row in rows])
    found = doubtful_scores([(one.way, one.intent) for one in routed])
    return EvaluationReport(
        title=f"What becomes of the doubtful rows of {name}",
        explanation=f"People would disagree on these {len(rows)} rows. By {model.name}.",
        triage={},
        classes={},
        doubtful=found,
        errors=[
            {
                "text": row["text"],
                "place": f"row {number}",
                "truth": row["lean"],
                "found": one.intent,
                "chance": one.confidence,
                "nearest": [],
            }
            for number, (row, one) in enumerate(zip(rows, routed, strict=True), start=1)
            if one.way == Route.COMPLAINT
            or one.route not in (Route.CLARIFY, Route.SUPPORT)
        ],
    )


def report_rows(rows: Sequence[Row], model: Path, name: str) -> EvaluationReport:
    """Rows from elsewhere, routed by the trained assistant.

    Raises RowError for a row without a label that is known.
    """
    truths = [_truth(row, number) for number, row in enumerate(rows, start=1)]
    routed = route_texts(model, [row["text"] for row in rows])
    judged = [
        Judged(row["text"], truth, one.route, one.confidence, row.get("source", ""))
        for row, truth, one in zip(rows, truths, routed, strict=True)
    ]
    return EvaluationReport(
        title=f"How well the assistant routes {name}",
        explanation=f"{len(rows)} rows that it was not trained on, by {model.name}.",
        triage={"all": triage_scores(judged), **by_source(judged)},
        classes={"Routes": class_scores(judged)},
        pictures=[_confusion(judged, "Routes")],
    )


def _truth(row: Row, number: int) -> str:
    try:
        return stated_label(str(row.get("label")))
    except ValueError as reason:
        raise RowError(f"row {number}: {reason}") from reason


def _training_pictures(held: HeldOut) -> list[Picture]:
    curves = {
        "routes": reliability(held.routes),
        "intents": reliability(held.intents),
    }
    return [
        _confusion(held.triage, "What the triage decides"),
        Picture(
            "Can the chances be believed?",
            "Of the texts that were given a chance, the part that was right.",
            reliability_picture(curves),
        ),
        _confusion(held.intents, "Intents"),
    ]


def _confusion(judged: Sequence[Judged], title: str) -> Picture:
    truths = sorted({one.truth for one in judged})
    founds = sorted({one.found for one in judged})
    if set(founds) <= set(LABELS):
        truths = [label for label in LABELS if label in truths]
        founds = [label for label in LABELS if label in founds]
    uri = confusion_picture(confusion(judged, truths, founds), truths, founds)
    return Picture(
        title, "Rows are what texts are, columns what they are taken for.", uri
    )


def main() -> int:
    """The command line; 2 when there is nothing to work with."""
    parser = argparse.ArgumentParser(prog="python -m bot.evaluation.evaluate")
    parser.add_argument("--data", type=Path, help="rows from elsewhere")
    parser.add_argument("--model", type=Path, help="default: the newest in models/")
    parser.add_argument("--config", type=Path, default=Path("config.yml"))
    parser.add_argument("--examples", type=Path, default=Path("data/en/nlu"))
    given = parser.parse_args()
    quiet()
    folder = Path(os.environ.get("VAR_DIR", "var")) / "evaluation"
    try:
        if given.data:
            model = given.model or newest_model(Path("models"))
            rows, name = read_rows(given.data), given.data.stem
            doubtful = bool(rows) and all("lean" in row for row in rows)
            kind = report_doubtful if doubtful else report_rows
            report = kind(rows, model, given.data.name)
        else:
            report, name = report_training(given.config, given.examples), "training"
    except (RowError, ModelError, PipelineError, TrainingFileError, OSError) as reason:
        sys.stderr.write(f"{reason}\n")
        return 2
    for source, one in report.triage.items():
        sys.stdout.write(
            f"{source:24} rows {one.rows:5}  complaints kept {_shown(one.complaints_kept)}"
            f"  support kept {_shown(one.support_kept)}  asked {_shown(one.asked)}"
            f"  decided right {_shown(one.decided_right)}\n"
        )
    if (found := report.doubtful) is not None:
        sys.stdout.write(
            f"rows {found.rows}  asked {found.asked}  support, complaint beside it "
            f"{found.support}  complaint, support beside it {found.begun}"
            f"  together {_shown(found.open)}\n"
        )
    for title, value in report.figures.items():
        if isinstance(value, float):
            sys.stdout.write(f"{title.replace('_', ' '):32} {_shown(value)}\n")
    for path in save(report, folder, name):
        sys.stdout.write(f"{path}\n")
    return 0


def _shown(value: float | None) -> str:
    return "    -" if value is None else f"{100 * value:5.1f}"


if __name__ == "__main__":
    raise SystemExit(main())
