"""What stands in data/<language>: read from its files, checked, and counted.

A language is a folder of `data/`. Everything that reads or speaks to people takes the language
as a value, "en" unless it is told another.
"""

from languages.files import (
    DATA,
    DEFAULT,
    WordingError,
    known_languages,
    responses,
    template_folder,
    wording,
    wording_path,
)
from languages.words import Words, read_words

__all__ = [
    "DATA",
    "DEFAULT",
    "WordingError",
    "Words",
    "known_languages",
    "read_words",
    "responses",
    "template_folder",
    "wording",
    "wording_path",
]
