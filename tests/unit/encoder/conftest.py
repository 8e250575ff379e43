"""The packaged encoder, read once."""

import pytest

from bot.encoder.package import PackagedEncoder, read_package


@pytest.fixture(scope="session")
def package() -> PackagedEncoder:
    return read_package()
