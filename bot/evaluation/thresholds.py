"""Sets the triage's thresholds in config.yml from the costs stated there.

    python -m bot.evaluation.thresholds [--config config.yml] [--data data/en/nlu]

Every training example is judged by a model that has not seen its stretch of the data;
the thresholds that make those judgements cheapest are written back, comments untouched.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.evaluation.costs import cheapest
from bot.evaluation.pipeline import TRIAGE, Pipeline, read_pipeline, train_model
from bot.examples.training_set import read_examples
from bot.nlu.triage import Thresholds
from bot.quiet import quiet


def learn_thresholds(pipeline: Pipeline, data: Path) -> Thresholds:
    """The cheapest thresholds for the examples under `data`."""
    examples = read_examples(data)
    texts = [example.text for example in examples]
    intents = [example.intent for example in examples]
    _, unseen = train_model(pipeline, texts, pipeline.vectors(texts), intents)
    truths = [pipeline.settings.path(intent)[1] for intent in intents]
    chances = [understood.routes for understood in unseen]
    return cheapest(chances, truths, pipeline.settings.shares, pipeline.costs)


def write_thresholds(config: Path, thresholds: Thresholds) -> None:
    """Writes the thresholds into `config`, leaving all else as it stands."""
    yaml: Any = YAML()
    yaml.width = 120
    yaml.indent(mapping=2, sequence=4, offset=2)
    stated = yaml.load(config.read_text(encoding="utf-8"))
    for component in stated["pipeline"]:
        if component["name"] == TRIAGE:
            component["thresholds"] = asdict(thresholds)
    with config.open("w", encoding="utf-8") as file:
        yaml.dump(stated, file)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", type=Path, default=Path("config.yml"))
    parser.add_argument("--data", type=Path, default=Path("data/en/nlu"))
    given = parser.parse_args()
    quiet()
    pipeline = read_pipeline(given.config)
    thresholds = learn_thresholds(pipeline, given.data)
    write_thresholds(given.config, thresholds)
    for name, value in asdict(thresholds).items():
        sys.stdout.write(f"{name}: {value}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
