"""Checks the training examples and the words of the fields; names the place of every fault.

    python -m bot.evaluation.lint [--data data/en/nlu] [--conversations tests/conversations]

Faults are those of `bot.evaluation.data_faults`, `bot.evaluation.field_faults`,
`bot.examples.marked_stories` and `bot.examples.readings`, and a support channel of the
firm for a topic that no intent of domain.yml has. An intent counts as tested when a
conversation test has a turn that the examples themselves teach to be of that intent, or
that states it (`intent:`). Ends with 1 when there are faults.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from bot.evaluation.data_faults import (
    duplicates,
    imbalance,
    near_duplicates,
    untested,
)
from bot.evaluation.field_faults import field_faults
from bot.evaluation.pipeline import Pipeline, read_pipeline, train_model
from bot.examples.data_fault import DataFault
from bot.examples.marked_stories import story_faults
from bot.examples.readings import reading_faults
from bot.examples.training_set import Example, TrainingFileError, read_examples
from bot.nlu.features import Dense
from bot.quiet import quiet
from firm import FirmError, check_topics, load_firm, path_from, topics_in


def faults(
    pipeline: Pipeline, examples: Sequence[Example], conversations: Path
) -> Iterator[DataFault]:
    """All faults of the examples, kind after kind."""
    vectors = pipeline.vectors([example.text for example in examples])
    yield from duplicates(examples)
    yield from near_duplicates(examples, vectors)
    yield from imbalance(examples, pipeline.settings)
    if conversations.is_dir():
        tested = tested_intents(pipeline, examples, vectors, conversations)
        yield from untested(examples, tested)


def topic_faults(domain: Path, firm_file: Path) -> Iterator[FirmError]:
    """The firm's first channel for a topic that no intent of `domain` has."""
    try:
        check_topics(firm_file, load_firm(firm_file), topics_in(domain))
    except FirmError as fault:
        yield fault


def tested_intents(
    pipeline: Pipeline,
    examples: Sequence[Example],
    vectors: Dense,
    conversations: Path,
) -> set[str]:
    """The intents that the turns of the conversation tests state or are understood as."""
    typed: list[str] = []
    stated: set[str] = set()
    for file in sorted(conversations.rglob("*.yml")):
        for turn in _turns(yaml.safe_load(file.read_text(encoding="utf-8"))):
            if isinstance(turn.get("type"), str):
                typed.append(turn["type"])
            if isinstance(turn.get("intent"), str):
                stated.add(turn["intent"])
    if not typed:
        return stated
    model, _ = train_model(
        pipeline,
        [example.text for example in examples],
        vectors,
        [example.intent for example in examples],
    )
    found = model.understand(typed, pipeline.vectors(typed))
    return stated | {max(one.intents, key=one.intents.__getitem__) for one in found}


def _turns(tests: Any) -> Iterator[dict[str, Any]]:
    for test in tests if isinstance(tests, list) else []:
        for turn in test.get("turns") or []:
            if isinstance(turn, dict):
                yield turn


def main() -> int:
    """The command line; 2 when a file cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m bot.evaluation.lint")
    parser.add_argument("--data", type=Path, default=Path("data/en/nlu"))
    parser.add_argument("--stories", type=Path, default=Path("data/en/stories"))
    parser.add_argument("--readings", type=Path, default=Path("data/en/readings"))
    parser.add_argument(
        "--conversations", type=Path, default=Path("tests/conversations")
    )
    parser.add_argument("--config", type=Path, default=Path("config.yml"))
    given = parser.parse_args()
    quiet()
    try:
        examples = read_examples(given.data)
    except TrainingFileError as reason:
        sys.stderr.write(f"{reason}\n")
        return 2
    count = 0
    for fault in (
        *field_faults(Path()),
        *topic_faults(Path("domain.yml"), path_from(os.environ)),
        *story_faults(given.stories),
        *reading_faults(given.readings, Path("domain.yml")),
        *faults(read_pipeline(given.config), examples, given.conversations),
    ):
        sys.stdout.write(f"{fault}\n")
        count += 1
    sys.stdout.write(f"{len(examples)} examples, {count} faults\n")
    return 1 if count else 0


if __name__ == "__main__":
    raise SystemExit(main())
