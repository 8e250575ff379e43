"""The search (its index, how that was made, what officials look for) and the queue's indexes."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_SQLITE = (
    # `ascii` cuts at our spaces only; no positions are kept, since words are looked for
    # anywhere (https://www.sqlite.org/fts5.html).
    (
        "CREATE VIRTUAL TABLE search_index"
        " USING fts5(words, tokenize = 'ascii', detail = none, prefix = '3 5')"
    ),
    # A migration that copies the table `complaints` has to make this anew.
    (
        "CREATE TRIGGER search_index_forgets AFTER DELETE ON complaints"
        " BEGIN DELETE FROM search_index WHERE rowid = OLD.id; END"
    ),
)
_POSTGRESQL = (
    (
        "CREATE TABLE search_index ("
        " complaint_id integer CONSTRAINT pk_search_index PRIMARY KEY"
        " CONSTRAINT fk_search_index_complaint_id REFERENCES complaints (id) ON DELETE CASCADE,"
        " words tsvector NOT NULL)"
    ),
    "CREATE INDEX ix_search_index_words ON search_index USING gin (words)",
)

# Word for word as `desk.console.queue.order` asks.
_NEXT_DUE = (
    "CASE WHEN status IN ('resolved', 'closed', 'withdrawn') THEN NULL"
    " WHEN acknowledged_at IS NULL THEN acknowledge_by"
    " WHEN first_resolved_at IS NULL AND legal_limit < coalesce(due_by, resolve_by)"
    " THEN legal_limit ELSE coalesce(due_by, resolve_by) END"
)
_SEVERITY = "CASE severity WHEN 'high' THEN 0 WHEN 'normal' THEN 1 ELSE 2 END"


def upgrade() -> None:
    # The index of complaints that are there already is made when the desk starts.
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    for statement in _POSTGRESQL if on_postgresql else _SQLITE:
        op.execute(statement)
    op.create_table(
        "search_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_with", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_search_state"),
    )
    op.create_table(
        "staff_searches",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_staff_searches"),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name="fk_staff_searches_staff_id"
        ),
    )
    op.create_index("ix_staff_searches_staff_id", "staff_searches", ["staff_id"])
    op.create_index("ix_staff_searches_at", "staff_searches", ["at"])
    op.execute(
        f"CREATE INDEX ix_queue_due ON complaints (({_NEXT_DUE}), ({_SEVERITY}), id)"
    )
    op.execute(
        f"CREATE INDEX ix_queue_severity ON complaints (({_SEVERITY}), ({_NEXT_DUE}), id)"
    )
    op.execute("CREATE INDEX ix_queue_category ON complaints (category, country)")
    op.execute(
        "CREATE INDEX ix_queue_troubled ON outbox (complaint_id)"
        " WHERE state IN ('held', 'dead')"
    )
