"""What the chat reports without texts: how far conversations came."""

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    pass
