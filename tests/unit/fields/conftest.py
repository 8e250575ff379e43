from collections.abc import Callable
from pathlib import Path

import pytest

from fields import FIELDS, Context, Reading
from firm import load_firm
from tests.unit.fields.readings import NOW

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def context() -> Context:
    return Context(load_firm(ROOT / "firm.yml"), NOW)


@pytest.fixture(scope="session")
def at_bank() -> Context:
    return Context(load_firm(ROOT / "tests" / "firms" / "bank.yml"), NOW)


@pytest.fixture
def read(request: pytest.FixtureRequest, context: Context) -> Callable[[str], Reading]:
    """Reads text as the field that the test module is named after (`test_email.py`)."""
    module = request.module.__name__.rpartition(".")[2]
    field = FIELDS[module.removeprefix("test_")]
    return lambda text: field.read(text, context)
