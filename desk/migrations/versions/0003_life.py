"""The life of a complaint: history, clocks, points and decisions."""

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    pass
