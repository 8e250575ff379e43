"""Figures over judged texts: how often right, where wrong, and whether chances hold."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.nlu.routes import Route

# The intent of dissatisfaction told, without a wish to file it.
GRIEVANCE = "grievance"


@dataclass(frozen=True)
class Judged:
    """A text, what it is and what it was taken for, and the chance that was given."""

    text: str
    truth: str
    found: str
    chance: float
    source: str = ""


@dataclass(frozen=True)
class Doubtful:
    """Figures over texts that people disagree on; `open` is the part from 0 to 1.

    `asked`: sent to clarify. `support`: answered by the channel of support with the way to
    a complaint beside it (a button, or for a theft under way the complaint at once).
    `begun`: heard as a grievance, so that a complaint is begun, with the way to support on
    its first question. `open` is all three; a wish to complain in so many words offers
    no other way and is not among them.
    """

    rows: int
    asked: int
    support: int
    begun: int

    @property
    def open(self) -> float | None:
        """The part that was asked or answered with both ways open; None without rows."""
        found = self.asked + self.support + self.begun
        return found / self.rows if self.rows else None


@dataclass(frozen=True)
class ClassScore:
    """A class of `count` texts: the part found, and the part right of those found."""

    name: str
    count: int
    recall: float
    precision: float
    f1: float


@dataclass(frozen=True)
class Bin:
    """Texts whose chance lies in one tenth: mean chance said, part that was right."""

    count: int
    said: float
    right: float


@dataclass(frozen=True)
class TriageFigures:
    """The figures that the triage is held to; parts from 0 to 1, None without rows.

    `complaints_kept`: complaints sent to complaint or clarify; `support_kept` likewise;
    `asked`: clarify among complaint and support; `decided_right`: right among those not
    asked, over all labels.
    """

    rows: int
    decided: int
    complaints_kept: float | None
    support_kept: float | None
    asked: float | None
    decided_right: float | None


def part(of: Iterable[bool]) -> float | None:
    """The part that is true, from 0 to 1; None when there is nothing."""
    flags = list(of)
    return sum(flags) / len(flags) if flags else None


def class_scores(judged: Sequence[Judged]) -> list[ClassScore]:
    """One score a true class, by name."""
    truths = Counter(one.truth for one in judged)
    founds = Counter(one.found for one in judged)
    hits = Counter(one.truth for one in judged if one.truth == one.found)
    scores = []
    for name, count in sorted(truths.items()):
        recall = hits[name] / count
        precision = hits[name] / founds[name] if founds[name] else 0.0
        both = recall + precision
        f1 = 2 * recall * precision / both if both else 0.0
        scores.append(ClassScore(name, count, recall, precision, f1))
    return scores


def confusion(
    judged: Sequence[Judged], truths: Sequence[str], founds: Sequence[str]
) -> list[list[int]]:
    """Counts, a row a true class and a column a class found."""
    counts = Counter((one.truth, one.found) for one in judged)
    return [[counts[truth, found] for found in founds] for truth in truths]


def reliability(judged: Sequence[Judged], bins: int = 10) -> list[Bin]:
    """Bins of equal width over the chance of the class found; empty ones left out."""
    filled: dict[int, list[Judged]] = defaultdict(list)
    for one in judged:
        filled[min(int(one.chance * bins), bins - 1)].append(one)
    return [
        Bin(
            len(inside),
            sum(one.chance for one in inside) / len(inside),
            sum(one.truth == one.found for one in inside) / len(inside),
        )
        for _, inside in sorted(filled.items())
    ]


def calibration_error(found: Sequence[Bin]) -> float:
    """Expected calibration error (Naeini et al. 2015): mean gap, weighted by count."""
    total = sum(one.count for one in found)
    return sum(one.count * abs(one.said - one.right) for one in found) / max(total, 1)


def triage_scores(judged: Sequence[Judged]) -> TriageFigures:
    """The triage's figures; `truth` and `found` are labels (`labels.LABELS`)."""
    complaints = [one for one in judged if one.truth == Route.COMPLAINT]
    supports = [one for one in judged if one.truth == Route.SUPPORT]
    decided = [one for one in judged if one.found != Route.CLARIFY]
    return TriageFigures(
        len(judged),
        len(decided),
        part(one.found in (Route.COMPLAINT, Route.CLARIFY) for one in complaints),
        part(one.found in (Route.SUPPORT, Route.CLARIFY) for one in supports),
        part(one.found == Route.CLARIFY for one in complaints + supports),
        part(one.found == one.truth for one in decided),
    )


def doubtful_scores(found: Sequence[tuple[str, str]]) -> Doubtful:
    """Figures over texts that people disagree on; `found` has pairs (route, intent)."""
    return Doubtful(
        len(found),
        asked=sum(route == Route.CLARIFY for route, _ in found),
        support=sum(route in (Route.SUPPORT, Route.URGENT) for route, _ in found),
        begun=sum(
            route == Route.COMPLAINT and intent == GRIEVANCE for route, intent in found
        ),
    )


def by_source(judged: Sequence[Judged]) -> dict[str, TriageFigures]:
    """The triage's figures for each source of rows, by name."""
    sources: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        sources[one.source or "unnamed"].append(one)
    return {name: triage_scores(rows) for name, rows in sorted(sources.items())}
