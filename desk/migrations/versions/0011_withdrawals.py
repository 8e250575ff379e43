"""When a client asked to withdraw a complaint, until an official has decided on it."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    column = sa.Column("withdrawal_asked_at", sa.DateTime(timezone=True), nullable=True)
    op.add_column("complaints", column)
