"""Fills a register with many invented complaints, in bulk and without the desk."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import insert, select, text

from desk.complaint import reference
from desk.models import Complaint, HistoryEntry, Note, OutboxMail, Staff
from desk.search.rebuild import rebuild
from desk.storage.database import Database
from fields import FIELDS
from firm import Firm, add_business_days, limit_day, local_day

STAFF = ("Olga Official", "Sam Supervisor", "Ivo Investigator", "Ann Adviser")
_FIRST = [
    "Ada",
    "Grace",
    "Alan",
    "Edsger",
    "Barbara",
    "Radia",
    "Donald",
    "Margaret",
    "Ken",
    "Lynn",
    "Zoë",
    "Jürgen",
    "Nneka",
    "Priya",
    "Mateo",
    "Yuki",
    "Ewa",
    "Omar",
]
_LAST = [
    "Byron",
    "Hopper",
    "Okafor",
    "Dijkstra",
    "Núñez",
    "Perlman",
    "Łukasik",
    "Sato",
    "Haddad",
    "Müller",
    "O'Neill",
    "Rossi",
    "Novák",
    "Silva",
    "Khan",
    "Berg",
]
_WORDS = [
    "withdrawal",
    "deposit",
    "pending",
    "account",
    "frozen",
    "verification",
    "documents",
    "rejected",
    "support",
    "answer",
    "ticket",
    "fee",
    "charged",
    "order",
    "filled",
    "price",
    "slippage",
    "liquidation",
    "staking",
    "reward",
    "transfer",
    "bank",
    "euro",
    "network",
    "address",
    "confirmations",
    "days",
    "weeks",
    "nobody",
    "refund",
    "statement",
    "error",
    "login",
    "locked",
    "card",
    "declined",
    "balance",
    "missing",
    "wrong",
    "twice",
    "promised",
    "closed",
    "agent",
    "chat",
    "reply",
    "email",
    "phone",
]
_COUNTRIES = ("IE", "DE", "FR", "ES", "PT", "IT", "NL", "GB", "US", "PL", "AU", "CA")
_BATCH = 2000
# A complaint with every answer left open, for the fields that are not filled below.
_LEFT_OPEN = {name: field.filed(field.empty) for name, field in FIELDS.items()}


def fill(database: Database, firm: Firm, number: int, now: datetime, seed: int) -> None:
    """Writes `number` complaints, one in ten of them open, each with its history and a
    mail, and one in four with a note. Then makes the index of the search."""
    chance = random.Random(seed)
    staff = _staff(database, now)
    rows = _complaints(firm, number, now, chance, staff)
    while batch := list(islice(rows, _BATCH)):
        with database.changing() as connection:
            connection.execute(insert(Complaint), batch)
            connection.execute(insert(HistoryEntry), [_filed(row) for row in batch])
            connection.execute(insert(HistoryEntry), [_moved(row) for row in batch])
            connection.execute(insert(OutboxMail), [_mail(row) for row in batch])
            noted = [_note(row, chance) for row in batch if chance.random() < 0.25]
            if noted:
                connection.execute(insert(Note), noted)
    rebuild(database)
    with database.changing() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(
                text("SELECT setval('complaints_id_seq', :last)"), {"last": number}
            )
        # An operator's database does this by itself in time.
        connection.execute(text("ANALYZE"))


def _staff(database: Database, now: datetime) -> list[int]:
    with database.writing() as session:
        session.add_all(
            Staff(
                email=f"{name.split()[0].lower()}@example.com",
                name=name,
                role="official",
                password_hash="",
                created_at=now,
            )
            for name in STAFF
        )
        session.flush()
        return list(session.scalars(select(Staff.id)))


def _complaints(
    firm: Firm, number: int, now: datetime, chance: random.Random, staff: list[int]
) -> Iterator[dict[str, Any]]:
    categories = [category.id for category in firm.categories]
    for id_ in range(1, number + 1):
        is_open = id_ > number * 0.9
        # The last tenth came in over the last days, the others over three years.
        age = (
            chance.uniform(0, 12) * (number - id_ + 1) / (number * 0.1)
            if is_open
            else 14 + 1080 * (1 - id_ / (number * 0.9))
        )
        received = (now - timedelta(days=age)).replace(microsecond=0)
        due = add_business_days(
            received, firm.deadlines.resolve_business_days, firm.calendar
        )
        country = chance.choice(_COUNTRIES)
        limit = firm.limit_for(country)
        random_number = reference.new_number()
        first, last = chance.choice(_FIRST), chance.choice(_LAST)
        status = (
            chance.choice(
                ("acknowledged", "acknowledged", "investigating", "waiting_for_client")
            )
            if is_open
            else chance.choice(("closed", "closed", "closed", "withdrawn", "resolved"))
        )
        ended = None if is_open else received + timedelta(days=5)
        legal_limit = (
            limit_day(local_day(received, firm.calendar), limit) if limit else None
        )
        yield {
            "id": id_,
            "number": random_number,
            "reference": reference.show(random_number, firm.reference_prefix),
            "status": status,
            "received_at": received,
            "acknowledge_by": add_business_days(
                received, firm.deadlines.acknowledge_business_days, firm.calendar
            ),
            "resolve_by": due,
            **_LEFT_OPEN,
            "email": f"{first}.{last}.{id_}@example.com".lower(),
            "account_id": f"AA{id_:014d}",
            "full_name": f"{first} {last}",
            "country": country,
            "category": chance.choice(categories),
            "description": _text(chance, 40, 160),
            "ticket_numbers": [str(chance.randrange(10**6, 10**7))],
            "actions_taken": _text(chance, 5, 20),
            "desired_resolution": _text(chance, 3, 12),
            "locale": "en",
            "conversation": "",
            "flags": ["email"] if chance.random() < 0.01 else [],
            "severity": chance.choices(("high", "normal", "low"), (1, 8, 1))[0],
            "assignee_id": chance.choice((None, *staff)),
            "outcome": "upheld" if status in ("closed", "resolved") else None,
            "updated_at": ended or received,
            "acknowledged_at": received + timedelta(minutes=1),
            "resolved_at": ended if status in ("closed", "resolved") else None,
            "first_resolved_at": ended if status in ("closed", "resolved") else None,
            "closed_at": ended if status in ("closed", "withdrawn") else None,
            "promised_by": None,
            "due_by": due,
            "legal_limit": legal_limit,
            "waiting_since": received + timedelta(days=1)
            if status == "waiting_for_client"
            else None,
            "client_wrote_at": None,
            "watch_on": due if is_open else None,
            # All were acknowledged. The desk itself looks at the clocks that are paused.
            "next_due": min(due, legal_limit or due) if is_open else None,
        }


def _text(chance: random.Random, least: int, most: int) -> str:
    return " ".join(chance.choices(_WORDS, k=chance.randint(least, most))).capitalize()


def _filed(row: dict[str, Any]) -> dict[str, Any]:
    return _entry(row, "filed", None, "received", "client")


def _moved(row: dict[str, Any]) -> dict[str, Any]:
    return _entry(row, "moved", "received", "acknowledged", "desk")


def _entry(
    row: dict[str, Any], kind: str, before: str | None, after: str, who: str
) -> dict[str, Any]:
    return {
        "complaint_id": row["id"],
        "at": row["received_at"],
        "actor_id": None,
        "actor_name": who,
        "kind": kind,
        "from_status": before,
        "to_status": after,
        "reason": "",
        "data": {},
        "once": None,
    }


def _mail(row: dict[str, Any]) -> dict[str, Any]:
    held = bool(row["flags"])
    return {
        "complaint_id": row["id"],
        "kind": "acknowledgement",
        "message_id": f"<{row['id']}@bench.example>",
        "state": "held" if held else "sent",
        "created_at": row["received_at"],
        "due_at": row["received_at"],
        "attempts": 1,
        "sent_at": None if held else row["acknowledged_at"],
    }


def _note(row: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    return {
        "complaint_id": row["id"],
        "kind": "client",
        "text": _text(chance, 5, 40),
        "added_at": row["received_at"].astimezone(UTC),
    }
