"""Values typed into the form of an act, carried from page to page until it is done."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Self

from desk.web.posted import Posted

MOST_POINTS = 50


@dataclass(frozen=True)
class TypedPoint:
    """A point of a decision as it stands in the form."""

    text: str = ""
    outcome: str = ""
    reasons: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing was filled in: such a point does not count."""
        return not (self.text.strip() or self.reasons.strip() or self.outcome)


@dataclass(frozen=True)
class Typed:
    """The inputs of all acts, as typed; each act uses some of them."""

    reason: str = ""
    question: str = ""
    text: str = ""
    new_date: str = ""
    email: str = ""
    outcome: str = ""
    next_steps: str = ""
    points: tuple[TypedPoint, ...] = ()

    @classmethod
    def read(cls, form: Posted) -> Self:
        """Reads the inputs of a form, leaving out points without a word in them."""
        return cls(
            reason=form.get("reason", ""),
            question=form.get("question", ""),
            text=form.get("text", ""),
            new_date=form.get("new_date", ""),
            email=form.get("email", ""),
            outcome=form.get("outcome", ""),
            next_steps=form.get("next_steps", ""),
            points=tuple(_points(form))[:MOST_POINTS],
        )

    def with_empty_point(self) -> Self:
        """The same inputs with one more point to fill in."""
        return replace(self, points=(*self.points, TypedPoint()))

    @property
    def written(self) -> list[str]:
        """Every typed text, for the official to copy when it cannot be sent."""
        own = [self.reason, self.question, self.text]
        of_points = [part for p in self.points for part in (p.text, p.reasons)]
        return [text for text in (*own, *of_points) if text.strip()]


def _points(form: Posted) -> Iterator[TypedPoint]:
    columns = [form.getlist(f"point_{name}") for name in ("text", "outcome", "reasons")]
    for text, outcome, reasons in zip(*columns, strict=False):
        point = TypedPoint(text, outcome, reasons)
        if not point.blank:
            yield point
