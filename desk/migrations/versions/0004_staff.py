"""Those who work the register: their sign-ins, and what they looked at."""

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    pass
