"""`POST /api/v1/events`: steps of chats, for the figures of the console's insight page."""

import uuid
from typing import Annotated, LiteralString, Self

from fastapi import APIRouter, Security
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from desk.api.bearer import GuardedRoute, bearer_scheme
from desk.insight.events import ChatEvents, ChatStep, EventKind
from desk.web.desk import DeskDependency
from desk.web.problems import documented
from fields import FIELDS

MOST_EVENTS = 500

router = APIRouter(route_class=GuardedRoute, dependencies=[Security(bearer_scheme)])

# A name and nothing more: a client's text does not fit in.
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$|^$")]
_ABOUT_TOPICS = (EventKind.SENT_TO_SUPPORT, EventKind.THIS_IS_A_COMPLAINT)


def _wrong(reason: LiteralString) -> PydanticCustomError:
    return PydanticCustomError("subject", reason)


class Event(BaseModel):
    """A step of a chat. The same `id` counts once, however often it is sent.

    `subject` is the field for `field_answered` and the topic for `sent_to_support`. For
    `this_is_a_complaint` it is the topic that was shown, or empty after a question
    back. For the others it is empty. `conversation` is kept only as a hash whose key is
    soon deleted.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: uuid.UUID
    kind: EventKind
    subject: Name = Field("", examples=["email"])
    conversation: Annotated[
        str, StringConstraints(min_length=1, max_length=200, pattern=r"^[!-~]+$")
    ] = Field(examples=["3f2b"])

    @model_validator(mode="after")
    def _subject_fits_the_kind(self) -> Self:
        if self.kind is EventKind.FIELD_ANSWERED:
            if self.subject not in FIELDS:
                raise _wrong("field_answered needs the name of a field as subject")
        elif self.kind is EventKind.SENT_TO_SUPPORT and not self.subject:
            raise _wrong("sent_to_support needs a topic as subject")
        elif self.subject and self.kind not in _ABOUT_TOPICS:
            raise _wrong("this kind has no subject")
        return self


class Events(BaseModel):
    """Steps of chats, in any order."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    events: Annotated[list[Event], Field(min_length=1, max_length=MOST_EVENTS)]


class Accepted(BaseModel):
    """The number of events sent, including those that were known already."""

    accepted: int


@router.post("/events", status_code=202, responses=documented(400, 401, 413, 422, 503))
def add_events(report: Events, desk: DeskDependency) -> Accepted:
    """Counts steps of chats. They hold no texts and no personal data."""
    happened = [
        ChatStep(str(event.id), event.kind, event.subject, event.conversation)
        for event in report.events
    ]
    ChatEvents(desk.database, desk.firm).add(happened, desk.now())
    return Accepted(accepted=len(happened))
