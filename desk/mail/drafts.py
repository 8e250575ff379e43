"""The kinds of mail, and the drafts that a person adds to some of them.

A draft is kept with its mail as JSON (`context`), so that the mail says what was meant
at that moment, however often it is tried and whatever happens to the complaint
meanwhile.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Final, get_args

from desk.complaint.states import Outcome


class MailKind(StrEnum):
    """Kinds of mail; wording/mail has `<kind>.txt` and `<kind>.html` for each."""

    ACKNOWLEDGEMENT = "acknowledgement"
    INVESTIGATING = "investigating"
    QUESTION = "question"
    DELAY = "delay"
    DECISION = "decision"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"


@dataclass(frozen=True)
class Question:
    """A question to the client."""

    kind: ClassVar[MailKind] = MailKind.QUESTION
    question: str

    def context(self) -> dict[str, Any]:
        """The draft as JSON."""
        return {"question": self.question}


@dataclass(frozen=True)
class Delay:
    """The reason why the answer takes longer than planned, and the new date (Regulation
    (EU) 2025/294, Article 6; DISP 1.6.2R(2)(a))."""

    kind: ClassVar[MailKind] = MailKind.DELAY
    reason: str
    new_date: date

    def context(self) -> dict[str, Any]:
        """The draft as JSON."""
        return {"reason": self.reason, "new_date": self.new_date.isoformat()}


@dataclass(frozen=True)
class DecidedPoint:
    """A point of the complaint in a few words, the decision on it, and the reasons."""

    text: str
    outcome: Outcome
    reasons: str


@dataclass(frozen=True)
class Decision:
    """The decision on the whole and on every point, with reasons, and the next steps
    open to the client (Regulation (EU) 2025/294, Article 6; DISP 1.6.2R(1))."""

    kind: ClassVar[MailKind] = MailKind.DECISION
    outcome: Outcome
    points: tuple[DecidedPoint, ...]
    next_steps: str

    def context(self) -> dict[str, Any]:
        """The draft as JSON."""
        return {
            "outcome": self.outcome.value,
            "points": [
                {
                    "text": point.text,
                    "outcome": point.outcome.value,
                    "reasons": point.reasons,
                }
                for point in self.points
            ],
            "next_steps": self.next_steps,
        }


# Other kinds need nothing from a person.
Draft = Question | Delay | Decision
# A person writes a part of these kinds of mail; none of them can go without its draft.
DRAFTED: Final = frozenset(draft.kind for draft in get_args(Draft))
