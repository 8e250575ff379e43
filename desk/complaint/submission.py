"""What a complaint looks like when it is handed in: its fields, their sizes, its fingerprint.

Sizes and types are checked here, whoever the firm is; what a firm's file decides (its
categories, its account numbers) is checked in `desk.complaint.formats`.
"""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from desk.storage.idempotency import fingerprint_of

# Characters (Unicode code points) of any one text, and entries of any one list. Generous even
# where a line is meant: a client may answer "who was involved?" with a page, and a complaint
# must not be lost over that.
LONGEST_TEXT = 20_000
LONGEST_LIST = 1_000


def _storable(text: str) -> str:
    # PostgreSQL keeps no NUL, and half of a surrogate pair is no character in UTF-8.
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
    # strict: a number where text belongs is a caller's mistake, not "12".
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Occurred(_Part):
    """When it happened: the client's own words, and the interval understood from them."""

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


class Details(_Part):
    """What happened, in the client's words; kept exactly as sent."""

    description: Description = Field(
        examples=["My withdrawal has been pending for nine days."]
    )
    ticket_numbers: Texts = Field([], examples=[["1234567"]])
    occurred: Occurred | None = None
    individuals: Texts = Field([], examples=[["Agent Sam"]])
    actions_taken: OptionalText = Field("", examples=["I wrote to support twice."])
    desired_resolution: OptionalText = Field("", examples=["Release the withdrawal."])


class Submission(_Part):
    """A complaint as it is handed in."""

    email: Text = Field(examples=["ada@example.com"])
    account_id: Text = Field(
        description="By the firm's pattern, or its words for none."
    )
    full_name: Text = Field(examples=["Ada Byron"])
    country: Text = Field(description="ISO 3166-1 alpha-2.", examples=["IE"])
    category: Text = Field(
        description="An id from the firm's categories.", examples=["other"]
    )
    details: Details
    locale: LanguageTag = Field("en", description="The language the client wrote in.")
    conversation: OptionalText = Field(
        "", description="The conversation it came from, if any."
    )
    flags: Annotated[list[FlagName], Field(max_length=LONGEST_LIST)] = Field(
        [],
        description="Fields taken as the client typed them after two failed tries. The format "
        "of a field named here (email, account_id, country, category, occurred) is not checked.",
        examples=[[]],
    )

    def fingerprint(self) -> str:
        """The same for two bodies that say the same, whatever the order of their keys.

        Fields left at their default do not count, so that a retry that straddles an
        upgrade which adds a field is still recognised.
        """
        said = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        return fingerprint_of(said)
