"""Evidence: files of a complaint, and the links by which clients add them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("stored_as", sa.Text(), nullable=False),
        sa.Column("content_key", sa.Text(), nullable=True),
        sa.Column("added_at", instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_files"),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["complaints.id"],
            name="fk_files_complaint_id",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("stored_as", name="uq_files_stored_as"),
    )
    op.create_index("ix_files_complaint_id", "files", ["complaint_id"])
    op.create_table(
        "upload_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("created_at", instant, nullable=False),
        sa.Column("expires_at", instant, nullable=False),
        sa.Column("session_hash", sa.Text(), nullable=True),
        sa.Column("session_ends_at", instant, nullable=True),
        sa.Column("closed_at", instant, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_upload_links"),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["complaints.id"],
            name="fk_upload_links_complaint_id",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("token_hash", name="uq_upload_links_token_hash"),
    )
    op.create_index("ix_upload_links_complaint_id", "upload_links", ["complaint_id"])
