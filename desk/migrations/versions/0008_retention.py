"""What was erased, or kept by law, and why."""

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    pass
