"""The ledger's tables. Texts in them have passed the shield; addresses are never kept.

A ledger that is older than a column here gets it when the chat starts, so a new column
may be empty.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()
_Big = BigInteger().with_variant(Integer, "sqlite")

# One row a chat. `last_event` and `last_message` hand out its numbers; `holder` is the process
# that runs its messages now, until `held_until` (Unix seconds). `timezone` is an IANA name.
sessions = Table(
    "webchat_sessions",
    metadata,
    Column("session", String(36), primary_key=True),
    Column("locale", String(35)),
    Column("created_at", Float, nullable=False),
    Column("seen_at", Float, nullable=False, index=True),
    Column("last_event", Integer, nullable=False, default=0),
    Column("last_message", Integer, nullable=False, default=0),
    Column("holder", String(64)),
    Column("held_until", Float, nullable=False, default=0.0),
    Column("timezone", String(64)),
)

# Messages that came in. `after_event` is the last event at that time, so that a replay
# can put the client's words between the assistant's. `payload` is what Rasa obeys, for
# a press.
messages = Table(
    "webchat_messages",
    metadata,
    Column("session", String(36), primary_key=True),
    Column("id", String(36), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("payload", Text),
    Column("kind", String(8), nullable=False),  # typed, pressed, internal
    Column(
        "removed", String(200), nullable=False, default=""
    ),  # kinds that the shield cut
    Column("after_event", Integer, nullable=False),
    Column("taken_at", Float, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("done", Integer, nullable=False, default=0),
    Index("webchat_messages_in_order", "session", "number", unique=True),
    Index("webchat_messages_unfinished", "done", "session"),
)

# Events that go out. `body` is the event's JSON.
events = Table(
    "webchat_events",
    metadata,
    Column("session", String(36), primary_key=True),
    Column("number", _Big, primary_key=True, autoincrement=False),
    Column("name", String(16), nullable=False),
    Column("in_reply_to", String(36)),
    Column("body", Text, nullable=False),
    Column("at", Float, nullable=False),
)

# Payloads that this chat's buttons offered, with the words on them. Payloads can be long, so
# their SHA-256 is the key.
offers = Table(
    "webchat_offers",
    metadata,
    Column("session", String(36), primary_key=True),
    Column("digest", String(64), primary_key=True),
    Column("title", Text, nullable=False),
)
