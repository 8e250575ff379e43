"""Scores of what was read: spans right, wrong and missed; acts; intents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.encoder.lessons import Lesson
from bot.examples.span import Span

_THRESHOLDS: Final = tuple(tenth / 20 for tenth in range(2, 16))


@dataclass(frozen=True)
class Answer:
    """What was read of a lesson: spans, and the weight of each, of each act and intent (0 to 1)."""

    lesson: Lesson
    spans: tuple[Span, ...]
    weights: tuple[float, ...]
    acts: Mapping[str, float]
    intents: Mapping[str, float]


def summary(scores: Mapping[str, Any]) -> str:
    """The scores of all labels together, on a line."""
    spans, acts, intents = scores["spans"]["all"], scores["acts"], scores["intents"]
    shares = ", ".join(f"{name} {share}" for name, share in spans.items())
    return (
        f"spans {shares}; acts F1 {acts['f1']['all']} at {acts['threshold']}, whole "
        f"messages {acts['whole_messages']}; intents {intents['right']}"
    )


def scores_of(answers: Sequence[Answer]) -> dict[str, Any]:
    """All scores, as adapter.json keeps them; shares are of 1."""
    return {
        "spans": _spans(
            answer for answer in answers if answer.lesson.spans is not None
        ),
        "acts": _acts([answer for answer in answers if answer.lesson.acts is not None]),
        "intents": _intents([answer for answer in answers if answer.lesson.intent]),
    }


def _spans(answers: Iterable[Answer]) -> dict[str, dict[str, float]]:
    """By label and for "all": how many are marked, the shares of them read right (same limits
    and label), touching (same label, other limits), wrong (a span of another label is there)
    and missed; and `made_up`, spans read where nothing is marked, as a share of the marked.
    """
    counts: dict[str, Counter[str]] = {"all": Counter()}

    def count(label: str, what: str) -> None:
        for name in (label, "all"):
            counts.setdefault(name, Counter())[what] += 1

    for answer in answers:
        marked = answer.lesson.spans or ()
        for span in marked:
            count(span.label, "marked")
            there = [read for read in answer.spans if _touch(read, span)]
            alike = [read for read in there if read.label == span.label]
            what = "right" if span in there else "touching" if alike else "wrong"
            count(span.label, what if there else "missed")
        for read in answer.spans:
            if not any(_touch(read, span) for span in marked):
                count(read.label, "made_up")
    return {label: _shares(counts[label]) for label in sorted(counts)}


def _shares(counted: Counter[str]) -> dict[str, float]:
    marked = max(counted["marked"], 1)
    parts = ("right", "touching", "wrong", "missed", "made_up")
    shares = {part: round(counted[part] / marked, 3) for part in parts}
    return {"marked": counted["marked"], **shares}


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _acts(answers: Sequence[Answer]) -> dict[str, Any]:
    """The threshold with the best F1 over all acts, that F1, and each act's at it."""
    threshold = max(_THRESHOLDS, key=lambda one: _f1(_counted(answers, one)["all"]))
    counted = _counted(answers, threshold)
    return {
        "threshold": threshold,
        "whole_messages": round(_whole(answers, threshold), 3),
        "f1": {act: round(_f1(counted[act]), 3) for act in sorted(counted)},
        "told": {act: counted[act]["told"] for act in sorted(counted)},
    }


def _counted(answers: Sequence[Answer], threshold: float) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {"all": Counter()}
    for answer in answers:
        told = set(answer.lesson.acts or ())
        read = read_acts(answer, threshold)
        for act in told | read:
            for name in (act, "all"):
                counted = counts.setdefault(name, Counter())
                counted["told"] += act in told
                counted["read"] += act in read
                counted["both"] += act in told and act in read
    return counts


def read_acts(answer: Answer, threshold: float) -> set[str]:
    """The acts of a weight that reaches the threshold."""
    return {act for act, weight in answer.acts.items() if weight >= threshold}


def _whole(answers: Sequence[Answer], threshold: float) -> float:
    right = [read_acts(one, threshold) == set(one.lesson.acts or ()) for one in answers]
    return sum(right) / len(right)


def _f1(counted: Counter[str]) -> float:
    return 2 * counted["both"] / max(counted["told"] + counted["read"], 1)


def _intents(answers: Sequence[Answer]) -> dict[str, float]:
    right = [
        max(one.intents, key=one.intents.__getitem__) == one.lesson.intent
        for one in answers
    ]
    return {"rows": len(right), "right": round(sum(right) / len(right), 3)}
