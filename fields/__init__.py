"""Reads a client's words as the value of a field. Pure functions: no I/O, no Rasa.

`FIELDS` (fields/schema.py) holds every field of a complaint, in the order in which they are asked.
"""

from fields import wording
from fields.context import Context
from fields.country.names import country_names
from fields.dates import other_languages
from fields.reading import Choice, Choose, Reading, Skipped, Stored, Value, Wrong
from fields.schema import FIELDS, Field, Kind, as_read_by_staff
from languages import DEFAULT

__all__ = [
    "FIELDS",
    "Choice",
    "Choose",
    "Context",
    "Field",
    "Kind",
    "Reading",
    "Skipped",
    "Stored",
    "Value",
    "Wrong",
    "as_read_by_staff",
    "prepare",
]


def prepare() -> None:
    """Builds all that the first use would build, for a server that starts.

    That is the words of every field, the index of countries (0.3 s) and the date parser
    for other languages (0.6 s). Raises languages.WordingError for an unusable file.
    """
    wording.prepare(DEFAULT)
    country_names(DEFAULT)
    other_languages.prepare()
