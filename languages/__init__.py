"""The files of data/<language>: reads, checks and counts what they say.

A language is a folder of `data/`. All code that understands people or speaks to them
takes the language as a value, "en" unless it is told another.
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
