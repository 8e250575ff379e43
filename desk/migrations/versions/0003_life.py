"""The life of a complaint: history, clocks, points and decisions."""

import sqlalchemy as sa
from alembic import op

from desk.storage.append_only import guard_history

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    _complaints()
    _history()
    _points()
    with_actor = ("actor_id", sa.Integer()), ("actor_name", sa.Text())
    for name, kind in with_actor:
        op.add_column("notes", sa.Column(name, kind, nullable=True))
    op.add_column("outbox", sa.Column("context", sa.JSON(), nullable=True))
    op.add_column(
        "outbox",
        sa.Column(
            "refusals", sa.Integer(), server_default=sa.text("0"), nullable=False
        ),
    )


def _complaints() -> None:
    # Added one by one: to copy the table, as Alembic would to alter it on SQLite, would
    # delete it first, and what hangs on it.
    instant = sa.DateTime(timezone=True)
    for column in (
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column(
            "severity", sa.Text(), server_default=sa.text("'normal'"), nullable=False
        ),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("updated_at", instant, nullable=True),
        sa.Column("acknowledged_at", instant, nullable=True),
        sa.Column("resolved_at", instant, nullable=True),
        sa.Column("first_resolved_at", instant, nullable=True),
        sa.Column("closed_at", instant, nullable=True),
        sa.Column("promised_by", sa.Date(), nullable=True),
        sa.Column("due_by", sa.Date(), nullable=True),
        sa.Column("legal_limit", sa.Date(), nullable=True),
        sa.Column("waiting_since", instant, nullable=True),
        sa.Column("client_wrote_at", instant, nullable=True),
        sa.Column("watch_on", sa.Date(), nullable=True),
    ):
        op.add_column("complaints", column)
    op.create_index("ix_complaints_status_due_by", "complaints", ["status", "due_by"])
    op.create_index("ix_complaints_watch_on", "complaints", ["watch_on"])
    _earlier_complaints()


def _earlier_complaints() -> None:
    """Complaints from before: acknowledged when their mail went out, and watched from now on."""
    op.execute(
        "UPDATE complaints SET updated_at = received_at, watch_on = acknowledge_by, due_by = resolve_by,"
        " acknowledged_at = (SELECT sent_at FROM outbox"
        " WHERE outbox.complaint_id = complaints.id AND outbox.kind = 'acknowledgement')"
    )
    op.execute(
        "UPDATE complaints SET status = 'acknowledged' WHERE acknowledged_at IS NOT NULL"
    )


def _history() -> None:
    op.create_table(
        "history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("from_status", sa.Text(), nullable=True),
        sa.Column("to_status", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("once", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_history"),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["complaints.id"],
            name="fk_history_complaint_id",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint(
            "complaint_id", "once", name="uq_history_complaint_id_once"
        ),
    )
    op.create_index("ix_history_complaint_id", "history", ["complaint_id"])
    op.execute(
        "INSERT INTO history (complaint_id, at, actor_name, kind, to_status, reason, data)"
        " SELECT id, received_at, 'client', 'filed', 'received', '', '{}' FROM complaints"
    )
    op.execute(
        "INSERT INTO history (complaint_id, at, actor_name, kind, from_status, to_status,"
        " reason, data) SELECT id, acknowledged_at, 'desk', 'moved', 'received',"
        " 'acknowledged', '', '{}' FROM complaints WHERE acknowledged_at IS NOT NULL"
    )
    guard_history(op.get_bind())


def _points() -> None:
    op.create_table(
        "points",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("complaint_id", "position", name="pk_points"),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["complaints.id"],
            name="fk_points_complaint_id",
            ondelete="CASCADE",
        ),
    )
