"""Checks the responses: plain, no promises, no deadline but the firm's.

    python -m bot.evaluation.tone [FOLDER ...]

Reads the responses of data/en/responses and names file and response of every fault; ends
with 1 when there are any. The grade is that of Flesch and Kincaid (J. P. Kincaid et al.,
Derivation of new readability formulas, 1975): 8 is easy to read at the age of about 13.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import syllables
import yaml

MOST_GRADE = 8.0
# A single short sentence with one long word says nothing about how hard a text is.
FEWEST_WORDS = 8
PROMISES = re.compile(
    r"\b(guarantee\w*|promise\w*|we will (?:refund|pay|compensate|resolve|fix|release)|"
    r"will be (?:refunded|paid|compensated|resolved|fixed|released|upheld)|certainly|"
    r"definitely|rest assured|without fail)\b",
    re.IGNORECASE,
)
SCRIPTED = re.compile(
    r"\b(we (?:deeply |sincerely )?apologi[sz]e|sorry for (?:any|the) inconvenience|"
    r"I understand (?:your|how)|valued (?:client|customer))\b",
    re.IGNORECASE,
)
DEADLINE = re.compile(
    r"\b(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|few)\s+"
    r"(?:business |working )?(?:hours?|days?|weeks?|months?)\b",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(r"\{\w+\}")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?:]+(?=\s|$)")


@dataclass(frozen=True)
class ResponseText:
    """One text of a response, and where it stands."""

    place: str
    text: str


def texts(folders: list[Path]) -> Iterator[ResponseText]:
    """Every text of every response in the YAML files of these folders."""
    for folder in folders:
        for path in sorted(folder.rglob("*.yml")):
            content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
            for name, variations in (content.get("responses") or {}).items():
                for variation in variations:
                    yield ResponseText(
                        f"{path}: {name}", str(variation.get("text", ""))
                    )


def grade(text: str) -> float:
    """Flesch-Kincaid grade; placeholders count as one short word, addresses not at all."""
    plain = _ADDRESS.sub("", _PLACEHOLDER.sub("it", text))
    words = _WORD.findall(plain)
    if not words:
        return 0.0
    sentences = max(1, len(_SENTENCE_END.findall(plain)))
    spoken = sum(syllables.estimate(word) for word in words)
    return float(0.39 * len(words) / sentences + 11.8 * spoken / len(words) - 15.59)


def faults(said: ResponseText) -> Iterator[str]:
    """The faults of one text, each as a sentence."""
    if found := PROMISES.search(said.text):
        yield f"{said.place}: promises ({found.group()!r})"
    if found := SCRIPTED.search(said.text):
        yield f"{said.place}: scripted empathy ({found.group()!r})"
    if found := DEADLINE.search(said.text):
        yield f"{said.place}: a deadline that is not from firm.yml ({found.group()!r})"
    words = len(_WORD.findall(said.text))
    if words >= FEWEST_WORDS and (hard := grade(said.text)) > MOST_GRADE:
        yield f"{said.place}: grade {hard:.1f}, at most {MOST_GRADE:.0f}"


def main() -> None:
    """Print the faults and the mean grade."""
    parser = argparse.ArgumentParser(prog="python -m bot.evaluation.tone")
    parser.add_argument(
        "folders", nargs="*", type=Path, default=[Path("data/en/responses")]
    )
    said = list(texts(parser.parse_args().folders))
    found = [fault for text in said for fault in faults(text)]
    for fault in found:
        print(fault)
    mean = sum(grade(text.text) for text in said) / max(1, len(said))
    print(f"{len(said)} texts, mean grade {mean:.1f}, {len(found)} faults")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
