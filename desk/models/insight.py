"""Events of chats, without persons or subjects."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import Base


class ChatEvent(Base):
    """A step of some chat, on a day in the firm's zone.

    It has neither time nor serial number, so that nobody can match it with the
    complaint that was filed at that minute. `id` is the reporter's, so that a step
    reported twice counts once. `subject` is the field of a "field_answered", the topic
    of a "sent_to_support" or of a "this_is_a_complaint", else "". `conversation` is a
    keyed hash; see `ChatEventKey`.
    """

    __tablename__ = "chat_events"
    __table_args__ = (
        Index("ix_chat_events_day_kind", "day", "kind"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date]
    kind: Mapped[str]
    subject: Mapped[str]
    conversation: Mapped[str] = mapped_column(index=True)


class ChatEventKey(Base):
    """The key that hashes the conversations of one day.

    It is deleted after the next day. From then on nobody, not even with the whole
    database, can tell which chat was whose.
    """

    __tablename__ = "chat_event_keys"

    day: Mapped[date] = mapped_column(primary_key=True)
    key: Mapped[str]
    made_at: Mapped[datetime]
