"""What happened in chats, without who or what about."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "chat_events",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_chat_events"),
        # Rows are not numbered in the order in which they came.
        sqlite_with_rowid=False,
    )
    op.create_index("ix_chat_events_day_kind", "chat_events", ["day", "kind"])
    op.create_index("ix_chat_events_conversation", "chat_events", ["conversation"])
    op.create_table(
        "chat_event_keys",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_chat_event_keys"),
    )
