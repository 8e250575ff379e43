"""Several who change one complaint at once: one does, the others are told, nothing is lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from desk.cases.client_notes import NewNote, Notes
from desk.cases.errors import MoveNotAllowed, Stale
from desk.cases.history import HistoryKind
from desk.cases.service import Cases
from desk.complaint.states import Outcome, Severity, Status
from desk.mail.outbox import Outbox
from desk.storage.database import Database
from desk.tests.conftest import Clock
from desk.tests.mail.test_outbox import LEASE
from desk.tests.support.cases import OFFICIAL, POINT, entries_of, file_one, take_to
from desk.workers.clocks import Sweeper
from firm import Firm

MANY = 8


def at_once(acts: list[Callable[[], object]]) -> list[Exception | None]:
    """What each of them raised, all begun at one moment."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> Exception | None:
        barrier.wait()
        try:
            act()
        except Exception as error:  # noqa: BLE001  # whatever it is, it is looked at
            return error
        return None

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def test_one_of_many_changes_is_made_and_the_others_are_stale(
    cases: Cases, database: Database, firm: Firm, clock: Clock
) -> None:
    filed = file_one(database, firm, clock)
    version = take_to(cases, filed, Status.INVESTIGATING)
    acts: list[Callable[[], object]] = [
        lambda: cases.decide(filed, Outcome.UPHELD, [POINT], "", OFFICIAL, version),
        lambda: cases.ask_client(filed, "Which day?", OFFICIAL, version),
        lambda: cases.move(filed, Status.WITHDRAWN, OFFICIAL, version, "By phone."),
        lambda: cases.set_severity(filed, Severity.HIGH, OFFICIAL, version),
    ] * 2
    raised = at_once(acts)
    assert raised.count(None) == 1
    assert all(isinstance(error, Stale) for error in raised if error is not None)
    case = cases.read(filed)
    assert case.complaint.version == version + 1
    # One change, one entry, at most one mail.
    assert len(case.history) == 3
    assert len(case.mails) in (2, 3)


def test_a_note_of_the_client_and_a_decision_at_once_are_both_kept_or_told(
    cases: Cases, database: Database, firm: Firm, clock: Clock
) -> None:
    notes = Notes(database, firm)
    for _ in range(5):
        filed = file_one(database, firm, clock)
        version = take_to(cases, filed, Status.WAITING)
        complaint = cases.read(filed).complaint
        note = NewNote(
            reference=complaint.reference, email=complaint.email, text="Tuesday."
        )

        def add(note: NewNote = note, key: str = f"note {filed}") -> None:
            notes.add(note, key, clock())

        def decide(filed: int = filed, version: int = version) -> None:
            cases.decide(filed, Outcome.UPHELD, [POINT], "", OFFICIAL, version)

        added, decided = at_once([add, decide])
        assert added is None
        case = cases.read(filed)
        assert len(case.notes) == 1
        if decided is None:
            assert case.complaint.status == Status.RESOLVED
            assert case.complaint.client_wrote_at is not None
        else:
            assert isinstance(decided, Stale)
            assert case.complaint.status == Status.INVESTIGATING


def test_the_acknowledgement_and_an_official_at_once_lose_neither(
    cases: Cases, database: Database, firm: Firm, clock: Clock
) -> None:
    from desk.cases.mailed import Mailed

    for _ in range(5):
        filed = file_one(database, firm, clock)
        outbox = Outbox(database, clock, LEASE, Mailed(firm))
        claim = outbox.claim()
        assert claim is not None

        def sent(claim: object = claim, outbox: Outbox = outbox) -> None:
            assert outbox.sent(claim)  # type: ignore[arg-type]  # bound in the loop

        def start(filed: int = filed) -> None:
            cases.move(filed, Status.INVESTIGATING, OFFICIAL, 1, "")

        settled, started = at_once([sent, start])
        assert settled is None
        case = cases.read(filed)
        assert case.complaint.acknowledged_at == clock.time
        if started is None:
            assert case.complaint.status == Status.INVESTIGATING
        else:
            assert isinstance(started, Stale)
            assert case.complaint.status == Status.ACKNOWLEDGED
        # The mail of the investigation is not to be claimed in the next round.
        while (claim := outbox.claim()) is not None:
            outbox.sent(claim)


def test_many_sweepers_record_each_breach_once(
    database: Database, firm: Firm, clock: Clock
) -> None:
    filed = [file_one(database, firm, clock) for _ in range(12)]
    clock.forward(days=200)
    sweepers = [Sweeper(database, firm, clock) for _ in range(4)]
    assert at_once([sweeper.sweep for sweeper in sweepers]) == [None] * 4
    while sweepers[0].sweep():
        pass
    for number in filed:
        missed = entries_of(database, number, HistoryKind.CLOCK_MISSED)
        assert sorted(entry.data["clock"] for entry in missed) == [
            "acknowledge",
            "legal",
            "resolve",
        ]


def test_a_sweep_and_a_decision_at_once_record_the_breach_once(
    cases: Cases, database: Database, firm: Firm, clock: Clock
) -> None:
    filed = file_one(database, firm, clock)
    version = take_to(cases, filed, Status.INVESTIGATING)
    clock.forward(days=12)

    def decide() -> None:
        cases.decide(filed, Outcome.UPHELD, [POINT], "", OFFICIAL, version)

    raised = at_once([decide, *[Sweeper(database, firm, clock).sweep] * 3])
    assert not [
        error for error in raised if not isinstance(error, MoveNotAllowed | None)
    ]
    missed = entries_of(database, filed, HistoryKind.CLOCK_MISSED)
    assert sorted(entry.data["clock"] for entry in missed) == ["acknowledge", "resolve"]
    assert cases.read(filed).complaint.status == Status.RESOLVED
