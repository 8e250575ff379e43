"""The shield's word lists, read once from words.yml."""

from functools import lru_cache
from pathlib import Path

import yaml

PATH = Path(__file__).with_name("words.yml")


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    given = yaml.safe_load(PATH.read_text("utf-8"))
    # YAML must not read "no" or "off" as a truth value, so each list is one string.
    return {name: frozenset(words.split()) for name, words in given.items()}


def words(name: str) -> frozenset[str]:
    """A list of words.yml by its key."""
    return _lists()[name]
