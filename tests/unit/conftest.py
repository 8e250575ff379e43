"""Marks costly unit tests, so that quick ones can run alone, and all on two cores."""

import pytest

# Fixtures that train a model, load the encoder, or start servers. They are made once a
# process, so one process takes all the tests that share one.
_COSTLY = {
    "trained": "understanding",
    "encoder": "understanding",
    "postgresql": "servers",
    "redis_url": "servers",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests with such a fixture as slow, and keeps them together."""
    for item in items:
        assert isinstance(item, pytest.Function)
        for fixture in _COSTLY.keys() & set(item.fixturenames):
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.xdist_group(_COSTLY[fixture]))
