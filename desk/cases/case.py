"""All that is known of one complaint, read at one moment."""

from dataclasses import dataclass
from datetime import date

from desk.cases.clocks import Clock
from desk.complaint.states import Status
from desk.models import Complaint, HistoryEntry, Note, OutboxMail, Point


@dataclass(frozen=True)
class DelayProposal:
    """The desk proposes to tell the client that it takes longer; only a person sends it.

    `due` is the date that cannot be kept, `new_date` the one proposed instead.
    """

    due: date
    new_date: date


@dataclass(frozen=True)
class Case:
    """A complaint with what hangs on it; lists are oldest first. Reading changes nothing.

    `moves` are the stages that come next, `next_steps` is what the firm's file tells clients
    of this country to do after a decision ("" where it says nothing), `proposal` is there
    while a delay has to be told.
    """

    complaint: Complaint
    history: list[HistoryEntry]
    points: list[Point]
    notes: list[Note]
    mails: list[OutboxMail]
    clocks: tuple[Clock, ...]
    moves: frozenset[Status]
    next_steps: str
    proposal: DelayProposal | None
