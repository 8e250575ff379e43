"""The only reader of the environment in the action server."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from firm import Firm, load_firm

# The assistant's domain, which lies beside the folder of the actions.
DOMAIN = Path(__file__).parents[1] / "domain.yml"


@dataclass(frozen=True)
class ActionSettings:
    """Settings of the action server: its address, its firm, and the desk's address."""

    firm_file: Path
    port: int
    desk_url: str
    desk_token: str
    # The desk's form at the address by which clients reach it; "" when not set.
    complaint_form_url: str


@lru_cache(maxsize=1)
def settings() -> ActionSettings:
    """The settings of this process, read once."""
    desk_port = os.environ.get("DESK_PORT", "8000")
    return ActionSettings(
        firm_file=Path(os.environ.get("FIRM_FILE", "firm.yml")),
        port=int(os.environ.get("ACTIONS_PORT", "5055")),
        desk_url=os.environ.get("DESK_URL", f"http://127.0.0.1:{desk_port}"),
        desk_token=os.environ.get("DESK_TOKEN", ""),
        complaint_form_url=os.environ.get("COMPLAINT_FORM_URL", ""),
    )


@lru_cache(maxsize=1)
def firm() -> Firm:
    """The firm that this process serves, loaded once.

    Raises FirmError when the file is wrong; `python -m actions` turns that into one
    sentence and an exit.
    """
    return load_firm(settings().firm_file)
