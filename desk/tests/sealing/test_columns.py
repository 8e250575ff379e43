"""Every column is sealed, or is known to hold nothing personal."""

from sqlalchemy import String
from sqlalchemy.types import TypeDecorator

from desk.models import Base
from desk.models.base import UtcDateTime
from desk.sealing.reseal import sealed_columns

# Columns of text that hold nothing of a client's: ids, words of ours, codes, hashes, and what
# is said of the staff. Whoever adds a column has to say here why it is not sealed.
NOT_PERSONAL = {
    "audit": {"name", "action", "reference", "detail"},
    "chat_events": {"id", "kind", "subject", "conversation"},
    "chat_event_keys": {"key"},
    "complaints": {
        "number", "reference", "status", "country", "category", "locale", "severity",
        "outcome",
    },
    "deliveries": {
        "adapter", "event", "key", "state", "lease", "last_error", "remote_id",
    },
    "erasures": {"actor_name", "reference", "outcome", "cause", "reason"},
    "files": {"media_type", "sha256", "stored_as"},
    "history": {"actor_name", "kind", "from_status", "to_status", "once"},
    "idempotency_records": {"key"},
    "notes": {"kind", "actor_name"},
    "outbox": {"kind", "message_id", "state", "lease", "last_error"},
    "points": {"outcome"},
    "sealing_keys": {"id"},
    "search_state": {"made_with"},
    "staff": {"email", "name", "role", "password_hash"},
    "staff_searches": {"id"},
    "staff_sessions": {"token_hash"},
    "upload_links": {"token_hash", "session_hash"},
}  # fmt: skip


def test_every_column_of_text_is_sealed_or_known_to_hold_nothing_personal() -> None:
    plain = {
        table.name: {
            column.name
            for column in table.columns
            if column not in sealed_columns(table)
            and isinstance(
                column.type.impl
                if isinstance(column.type, TypeDecorator)
                and not isinstance(column.type, UtcDateTime)
                else column.type,
                String,
            )
        }
        for table in Base.metadata.sorted_tables
    }
    assert {name: columns for name, columns in plain.items() if columns} == NOT_PERSONAL
