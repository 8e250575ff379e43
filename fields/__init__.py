"""What a client typed, read as the value of a field. Pure functions: no I/O, no Rasa.

`FIELDS` holds every field of the complaint form, in the order in which they are asked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from fields import (
    account_id,
    category,
    country,
    email,
    full_name,
    occurred,
    ticket_numbers,
    wording,
)
from fields.context import Context
from fields.country.names import country_names
from fields.dates import other_languages
from fields.free_text import (
    actions_taken,
    description,
    desired_resolution,
    individuals,
)
from fields.reading import Choice, Choose, Kind, Reading, Skipped, Stored, Value, Wrong

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
    "prepare",
]


@dataclass(frozen=True)
class Field:
    """A question of the form.

    `read` takes the client's words, `show` puts a stored value on the review card, and
    `empty` is what is stored when an optional field is skipped.
    """

    name: str
    read: Callable[[str, Context], Reading]
    show: Callable[[Stored, Context], str]
    optional: bool
    empty: Stored


_ASKED: Final = (
    Field("email", email.read, email.show, False, ""),
    Field("account_id", account_id.read, account_id.show, False, ""),
    Field("full_name", full_name.read, full_name.show, False, ""),
    Field("country", country.read, country.show, False, ""),
    Field("category", category.read, category.show, False, ""),
    Field("description", description.read, description.show, False, ""),
    Field("ticket_numbers", ticket_numbers.read, ticket_numbers.show, True, []),
    Field("occurred", occurred.read, occurred.show, True, {}),
    Field("individuals", individuals.read, individuals.show, True, []),
    Field("actions_taken", actions_taken.read, actions_taken.show, True, ""),
    Field(
        "desired_resolution",
        desired_resolution.read,
        desired_resolution.show,
        True,
        "",
    ),
)


def prepare() -> None:
    """Builds now what the first use would build: the words of every field, the index of
    countries (0.3 s) and the date parser for other languages (0.6 s). For a server to call as
    it starts. Raises languages.WordingError for a file of words that cannot be used.
    """
    wording.prepare()
    country_names()
    other_languages.prepare()


FIELDS: Final[dict[str, Field]] = {field.name: field for field in _ASKED}
