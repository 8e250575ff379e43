"""A submission: a complaint as handed in, with the fields of the schema.

Sizes and types are checked here, in the same way for every firm.
`desk.complaint.formats` checks what a firm's file decides (its categories, its account
numbers).
"""

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from desk.complaint.with_fields import with_fields
from desk.storage.idempotency import fingerprint_of
from fields import FIELDS, Kind
from fields import Field as ComplaintField

# Most characters (Unicode code points) of a text, and entries of a list. They are
# generous even where a line is meant: a client may answer "who was involved?" with a
# page, and a complaint must not be lost over that.
LONGEST_TEXT = 20_000
LONGEST_LIST = 1_000


def _storable(text: str) -> str:
    # PostgreSQL cannot store NUL, and UTF-8 cannot encode half of a surrogate pair.
    if "\0" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise PydanticCustomError("unstorable", "holds a character that is not text")
    return text


def _not_blank(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("blank", "is blank")
    return text


Storable = AfterValidator(_storable)
Text = Annotated[
    str, StringConstraints(min_length=1, max_length=LONGEST_TEXT), Storable
]
OptionalText = Annotated[str, StringConstraints(max_length=LONGEST_TEXT), Storable]
Description = Annotated[Text, AfterValidator(_not_blank)]
Texts = Annotated[list[Text], Field(max_length=LONGEST_LIST)]
FlagName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
# BCP 47, loosely: language, then subtags (https://www.rfc-editor.org/rfc/rfc5646).
LanguageTag = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*$", max_length=35),
]


class _Part(BaseModel):
    # strict: a number in place of a text is a caller's mistake, and not read as "12".
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Occurred(_Part):
    """The time of the events: the client's words, and the interval they stand for."""

    text: Text = Field(
        description="The client's words.", examples=["last Tuesday afternoon"]
    )
    from_: OptionalText | None = Field(
        None,
        alias="from",
        description="ISO 8601 with an offset.",
        examples=["2025-01-07T12:00:00+00:00"],
    )
    to: OptionalText | None = Field(
        None,
        description="ISO 8601 with an offset.",
        examples=["2025-01-07T18:00:00+00:00"],
    )


# Descriptions of fields in the documentation, by the field's name.
_SAID: dict[str, dict[str, Any]] = {
    "email": {"examples": ["ada@example.com"]},
    "account_id": {
        "description": "By the firm's pattern, or its words for none; empty when the client "
        "has one and did not give it."
    },
    "full_name": {
        "description": "Empty when the client would not say it; `flags` then names it.",
        "examples": ["Ada Byron"],
    },
    "country": {
        "description": "ISO 3166-1 alpha-2. Empty when the client would not say it; `flags` "
        "then names it.",
        "examples": ["IE"],
    },
    "category": {
        "description": "An id from the firm's categories.",
        "examples": ["other"],
    },
    "description": {"examples": ["My withdrawal has been pending for nine days."]},
    "ticket_numbers": {"examples": [["1234567"]]},
    "individuals": {"examples": [["Agent Sam"]]},
    "actions_taken": {"examples": ["I wrote to support twice."]},
    "desired_resolution": {"examples": ["Release the withdrawal."]},
}


def _asked(field: ComplaintField) -> tuple[Any, Any]:
    """The type of a field in the body, and its default with its description."""
    default = field.filed(field.empty) if field.optional else ...
    said = Field(default, **_SAID.get(field.name, {}))
    if field.kind is Kind.DATE:
        return Occurred | None, said
    if field.is_list:
        return Texts, said
    if field.optional or field.withheld:
        return OptionalText, said
    return (Description if field.kind is Kind.LONG_TEXT else Text), said


@with_fields({f.name: _asked(f) for f in FIELDS.values() if f.details})
class Details(_Part):
    """The events, in the client's words; kept exactly as sent."""

    if TYPE_CHECKING:
        occurred: Occurred | None


@with_fields({f.name: _asked(f) for f in FIELDS.values() if not f.details})
class _Complainant(_Part):
    """The client, and the subject of the complaint."""

    if TYPE_CHECKING:
        email: str
        account_id: str
        full_name: str
        country: str
        category: str


class Submission(_Complainant):
    """A complaint as it is handed in."""

    details: Details
    locale: LanguageTag = Field("en", description="The language the client wrote in.")
    conversation: OptionalText = Field(
        "", description="The conversation it came from, if any."
    )
    flags: Annotated[list[FlagName], Field(max_length=LONGEST_LIST)] = Field(
        [],
        description="Fields taken as the client typed them after two failed tries, and fields "
        "that are empty because the client did not give them. The format of a field named here "
        "(email, account_id, full_name, country, category, occurred) is not checked.",
        examples=[[]],
    )

    def fingerprint(self) -> str:
        """The fingerprint, equal for equal bodies in any order of their keys.

        Fields left at their default do not count, so that a retry is still recognised
        after an upgrade that adds a field.
        """
        said = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        return fingerprint_of(said)

    def answers(self) -> dict[str, Any]:
        """The client's answers as the register keeps them, by name of field."""
        said = self.model_dump(by_alias=True)
        return {
            field.name: (said["details"] if field.details else said)[field.name]
            for field in FIELDS.values()
        }

    def marked(self) -> list[str]:
        """The flags as the register keeps them: each field that was not given is named."""
        answers = self.answers()
        unnamed = (
            field.name
            for field in FIELDS.values()
            if field.withheld and not answers[field.name]
        )
        return list(dict.fromkeys([*self.flags, *unnamed]))
