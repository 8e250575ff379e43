"""The next day that is due, stored, so that the queue is in the order that its lines show."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

# What `desk.cases.clocks` says of a complaint whose clocks run. Whether one is paused is in the
# firm's file: the desk looks at those that wait when it starts.
_NEXT_DUE = (
    "CASE WHEN status IN ('resolved', 'closed', 'withdrawn') THEN NULL"
    " WHEN acknowledged_at IS NULL THEN acknowledge_by"
    " WHEN first_resolved_at IS NULL AND legal_limit < coalesce(due_by, resolve_by)"
    " THEN legal_limit ELSE coalesce(due_by, resolve_by) END"
)
# Word for word as `desk.console.queue.order` asks.
_SEVERITY = "CASE severity WHEN 'high' THEN 0 WHEN 'normal' THEN 1 ELSE 2 END"


def upgrade() -> None:
    # Added, not copied, as in 0003.
    op.add_column("complaints", sa.Column("next_due", sa.Date(), nullable=True))
    op.add_column(
        "complaints",
        sa.Column(
            "next_due_paused", sa.Boolean(), server_default=sa.false(), nullable=False
        ),
    )
    op.execute(f"UPDATE complaints SET next_due = {_NEXT_DUE}")
    for name in ("ix_queue_due", "ix_queue_severity"):
        op.execute(f"DROP INDEX {name}")
    op.execute(f"CREATE INDEX ix_queue_due ON complaints (next_due, ({_SEVERITY}), id)")
    op.execute(
        f"CREATE INDEX ix_queue_severity ON complaints (({_SEVERITY}), next_due, id)"
    )
