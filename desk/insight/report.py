"""The figures of the insight page, with their words."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desk.cases.clocks import ClockName, ClockState
from desk.insight.chats import ChatCounts, count_chats
from desk.insight.complaints import AGES, UNKNOWN, RegisterCounts, count_register
from desk.insight.events import EventKind
from desk.insight.figures import Figures
from desk.insight.span import Span
from desk.storage.database import Database
from desk.words.firm_words import FirmWords
from fields import FIELDS
from firm import Firm
from languages import DEFAULT, wording

NAMES = (
    "weeks",
    "ages",
    "deadlines",
    "times",
    "outcomes",
    "categories",
    "funnel",
    "support",
)


@dataclass(frozen=True)
class Headlines:
    """The headline numbers. `kept_out`: questions that stayed with support."""

    received: int
    open: int
    overdue: int
    chats: int
    filed: int
    kept_out: int
    persons: int


class Report:
    """Makes the figures of one firm, in its words. `labels` are the names of fields."""

    def __init__(
        self,
        firm: Firm,
        labels: Mapping[str, str],
        short_day: Callable[[date], str],
        language: str = DEFAULT,
    ) -> None:
        self._firm = firm
        self._labels = labels
        self._short_day = short_day
        self._words = FirmWords(firm)
        words = wording("desk/insight.yml", language)
        self.wording: dict[str, Any] = words["figures"]
        self.rest: str = words["rest"]
        self._unknown: str = words["unknown_category"]

    def of(
        self, database: Database, span: Span, now: datetime
    ) -> tuple[Headlines, dict[str, Figures]]:
        """The headlines, and the figures by name."""
        register = count_register(database, self._firm, span, now)
        chats = count_chats(database, span)
        figures = {
            "weeks": self._weeks(register.received, span),
            "categories": self._categories(register.received),
            "ages": self._ages(register),
            "deadlines": self._deadlines(register),
            "times": self._times(register),
            "outcomes": self._outcomes(register),
            "funnel": self._funnel(chats),
            "support": self._support(chats),
        }
        return _headlines(register, chats), figures

    def _weeks(self, received: Counter[tuple[date, str]], span: Span) -> Figures:
        categories = self._in_use(received)
        return Figures(
            "weeks",
            tuple(self._category(one) for one in categories),
            tuple(
                (
                    self._short_day(piece),
                    tuple(received[piece, one] for one in categories),
                )
                for piece in span.pieces()
            ),
        )

    def _categories(self, received: Counter[tuple[date, str]]) -> Figures:
        sums: Counter[str] = Counter()
        for (_, category), number in received.items():
            sums[category] += number
        return self._figures(
            "categories",
            [(self._category(one), (number,)) for one, number in sums.most_common()],
        )

    def _ages(self, register: RegisterCounts) -> Figures:
        states = [ClockState(state) for state in self.wording["ages"]["columns"]]
        first = 0
        rows = []
        for group in range(len(AGES) + 1):
            last = AGES[group] if group < len(AGES) else None
            label = f"{first}–{last}" if last is not None else f"{first}+"
            rows.append((label, tuple(register.ages[group, one] for one in states)))
            first = (last or 0) + 1
        return self._figures("ages", rows)

    def _deadlines(self, register: RegisterCounts) -> Figures:
        states = {
            "met": (ClockState.MET,),
            "missed": (ClockState.MISSED,),
            "open": (ClockState.RUNNING, ClockState.WARNING, ClockState.PAUSED),
            "stopped": (ClockState.STOPPED,),
        }
        titles = self.wording["deadlines"]["rows"]
        rows = [
            (
                titles.get(clock.value, clock.value),
                tuple(
                    sum(register.clocks[clock, state] for state in states[column])
                    for column in self.wording["deadlines"]["columns"]
                ),
            )
            for clock in ClockName
        ]
        return self._figures("deadlines", rows)

    def _times(self, register: RegisterCounts) -> Figures:
        averages = {
            step: round(sum(days) / len(days), 2) if days else 0
            for step, days in register.times.items()
        }
        titles = self.wording["times"]["rows"]
        return self._figures(
            "times", [(title, (averages[step],)) for step, title in titles.items()]
        )

    def _outcomes(self, register: RegisterCounts) -> Figures:
        titles = self.wording["outcomes"]["rows"]
        return self._figures(
            "outcomes",
            [(title, (register.outcomes[one],)) for one, title in titles.items()],
        )

    def _funnel(self, counts: ChatCounts) -> Figures:
        titles = self.wording["funnel"]["rows"]

        def chats(kind: EventKind, subject: str = "") -> tuple[int]:
            return (counts.chats[kind.value, subject],)

        steps = [
            (titles["started"], chats(EventKind.STARTED)),
            *(
                (self._labels[name], chats(EventKind.FIELD_ANSWERED, name))
                for name in FIELDS
            ),
            (titles["review_shown"], chats(EventKind.REVIEW_SHOWN)),
            (titles["filed"], chats(EventKind.FILED)),
            (titles["left"], chats(EventKind.LEFT)),
            (titles["silent"], (counts.silent,)),
        ]
        return self._figures("funnel", steps)

    def _support(self, counts: ChatCounts) -> Figures:
        def times(kind: EventKind, topic: str) -> int:
            return counts.events[kind.value, topic]

        topics = {
            subject
            for kind, subject in counts.events
            if subject and kind != EventKind.FIELD_ANSWERED.value
        }
        rows = [
            (
                self._topic(topic),
                (
                    times(EventKind.SENT_TO_SUPPORT, topic),
                    times(EventKind.THIS_IS_A_COMPLAINT, topic),
                ),
            )
            for topic in topics
        ]
        return self._figures("support", sorted(rows, key=lambda row: (-row[1][0], row)))

    def _figures(
        self, name: str, rows: Sequence[tuple[str, tuple[float, ...]]]
    ) -> Figures:
        columns = tuple(self.wording[name]["columns"].values())
        return Figures(name, columns, tuple(rows))

    def _in_use(self, received: Counter[tuple[date, str]]) -> list[str]:
        used = {category for _, category in received}
        known = [one.id for one in self._firm.categories if one.id in used]
        return [*known, *([UNKNOWN] if UNKNOWN in used else [])]

    def _category(self, category: str) -> str:
        return self._words.category(category) if category else self._unknown

    def _topic(self, topic: str) -> str:
        channel = self._firm.support.get(topic)
        return channel.title if channel else topic.replace("_", " ")


def _headlines(register: RegisterCounts, chats: ChatCounts) -> Headlines:
    def happened(kind: EventKind) -> int:
        return sum(n for (one, _), n in chats.events.items() if one == kind.value)

    refused = sum(
        number
        for (kind, topic), number in chats.events.items()
        if kind == EventKind.THIS_IS_A_COMPLAINT.value and topic
    )
    sent = happened(EventKind.SENT_TO_SUPPORT)
    return Headlines(
        received=register.received.total(),
        open=register.ages.total(),
        overdue=register.overdue.total(),
        chats=chats.chats[EventKind.STARTED.value, ""],
        filed=chats.chats[EventKind.FILED.value, ""],
        kept_out=max(0, sent - refused),
        persons=happened(EventKind.PERSON_ASKED),
    )
