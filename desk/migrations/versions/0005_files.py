"""Evidence: files of a complaint, and the links by which clients add them."""

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    pass
