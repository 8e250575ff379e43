"""Measures how well and how fast messages are understood: `python -m bench.nlu`.

Trains our pipeline and Rasa's stock one (bench/nlu/stock.yml) on the same four fifths
of data/en/nlu, and tests both on the same rest and the same outside rows in one run;
also measures few-shot BANKING77. Outside data is given by path and never copied.
"""

from __future__ import annotations

import argparse
import logging
import os
import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bot.evaluation.rows import read_rows
from bot.examples.training_set import read_examples
from bot.quiet import quiet

if TYPE_CHECKING:
    from bench.nlu.contest import Result

ROOT = Path(__file__).resolve().parent.parent.parent
OURS = ROOT / "config.yml"
STOCK = Path(__file__).parent / "stock.yml"


def main() -> None:
    """Runs what was asked for and prints the figures as they come."""
    parser = argparse.ArgumentParser(prog="python -m bench.nlu", description=__doc__)
    parser.add_argument(
        "--rows", type=Path, help='labelled rows, one {"text", "label"} a line'
    )
    parser.add_argument(
        "--banking77", type=Path, metavar="DIR", help="folder of train.csv and test.csv"
    )
    parser.add_argument("--examples", type=int, default=10, help="an intent, BANKING77")
    parser.add_argument(
        "--skip-diet", action="store_true", help="leave out the stock pipeline"
    )
    parser.add_argument(
        "--skip-contest", action="store_true", help="only BANKING77, no pipelines"
    )
    arguments = parser.parse_args()
    _quiet()
    if arguments.banking77:
        _banking77(arguments.banking77, arguments.examples)
    if not arguments.skip_contest:
        _contest(arguments.rows, (OURS,) if arguments.skip_diet else (OURS, STOCK))


def _banking77(folder: Path, per_intent: int) -> None:
    from bench.nlu.banking77 import few_shot  # brings Rasa, after `quiet`

    print(f"BANKING77, {per_intent} examples an intent", flush=True)
    accuracies = []
    for found in few_shot(folder, OURS, per_intent):
        accuracies.append(found.accuracy)
        print(
            f"  seed {found.seed}: {found.accuracy:.1%} "
            f"(trained in {found.seconds:.1f} s)",
            flush=True,
        )
    print(f"  mean {statistics.mean(accuracies):.1%}", flush=True)


def _contest(file: Path | None, configs: tuple[Path, ...]) -> None:
    from bench.nlu.contest import contest, split, write_training_file

    rows = read_rows(file) if file else []
    known, unseen = split(read_examples(ROOT / "data" / "en" / "nlu"))
    print(
        f"Pipelines: {len(known)} examples to train on, {len(unseen)} held out, "
        f"{len(rows)} outside rows",
        flush=True,
    )
    with tempfile.TemporaryDirectory() as scratch:
        training = Path(scratch) / "nlu.yml"
        write_training_file(known, training)
        for config in configs:
            _show(contest(config, training, unseen, rows, Path(scratch)))


def _show(result: Result) -> None:
    print(
        f"{result.name}: likeliest intent right {result.intents:.1%}, its route right "
        f"{result.ways:.1%} (the fifth written last of every intent, held out)",
        flush=True,
    )
    if result.routes is not None and result.triage is not None:
        triage = result.triage
        print(f"  rows: route right {result.routes:.1%} (asking counts as wrong)")
        for what, value in (
            ("complaints to complaint or clarify", triage.complaints_kept),
            ("support rows to support or clarify", triage.support_kept),
            ("asked, of these two", triage.asked),
            ("right where decided", triage.decided_right),
        ):
            print(f"    {what}: " + ("no rows" if value is None else f"{value:.1%}"))
    print(
        f"  {result.seconds:.0f} s to train, {result.milliseconds:.1f} ms a message "
        f"(median), model of {result.mebibytes:.1f} MiB",
        flush=True,
    )


def _quiet() -> None:
    """Lets only figures through: no warnings of libraries, no texts, no telemetry."""
    quiet()
    os.environ.setdefault("FIRM_FILE", str(ROOT / "firm.yml"))
    from rasa.utils.log_utils import configure_structlog

    logging.basicConfig(level=logging.ERROR)
    configure_structlog(logging.ERROR)


if __name__ == "__main__":
    main()
