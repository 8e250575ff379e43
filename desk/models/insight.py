"""What happened in chats, without who or what about."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import Base


class ChatEvent(Base):
    """A step of some chat, on a day in the firm's zone. It has no time and no number in a
    row, so that it cannot be laid beside the complaint that was filed at that minute.

    `id` is the reporter's, so that what is reported twice counts once. `subject` is the field
    of a "field_answered" and the topic of a "sent_to_support", else "". `conversation` is a
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
    """The key that a day's conversations are hashed with. It is deleted after the next day:
    from then on nobody, not even with the whole database, can tell which chat was whose.
    """

    __tablename__ = "chat_event_keys"

    day: Mapped[date] = mapped_column(primary_key=True)
    key: Mapped[str]
    made_at: Mapped[datetime]
