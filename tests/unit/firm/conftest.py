from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from firm import Firm, load_firm

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def exchange() -> Firm:
    return load_firm(ROOT / "firm.yml")


@pytest.fixture(scope="session")
def bank() -> Firm:
    return load_firm(ROOT / "tests" / "firms" / "bank.yml")


@pytest.fixture
def changed(tmp_path: Path) -> Callable[..., Path]:
    """The bank's file with one change made to its tree, written anew."""

    def write(change: Callable[[Any], None]) -> Path:
        tree = yaml.safe_load((ROOT / "tests" / "firms" / "bank.yml").read_text())
        tree["notices"] = {"IE": {"text": "Clients in Ireland may write in Irish."}}
        change(tree)
        path = tmp_path / "firm.yml"
        path.write_text(yaml.safe_dump(tree, allow_unicode=True))
        return path

    return write
