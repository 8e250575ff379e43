"""A complaint: the client's answers, its stage and its dates."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, ForeignKey, Index, Text, false, text
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, MappedColumn, mapped_column

from desk.models.base import Base
from desk.models.sealed import SealedJson, SealedText
from fields import FIELDS, Field, Kind


def _resolve_by(context: DefaultExecutionContext) -> date:
    parameters = context.get_current_parameters()  # type: ignore[no-untyped-call]
    day: date = parameters["resolve_by"]
    return day


class Complaint(Base):
    """A complaint as the client filed it, and its life since.

    The client's words are never altered; `email` alone can be amended, so that mails
    reach the client. `number` is the random part of the reference, used to look the
    complaint up; `reference` is the whole as it was shown. `flags` names the fields
    taken as typed because their format was wrong twice (`to_check`: those may hold
    anything), and those that the client kept to themselves (`not_given`: empty).
    """

    __tablename__ = "complaints"
    __table_args__ = (
        Index("ix_complaints_watch_on", "watch_on"),
        Index("ix_complaints_status_due_by", "status", "due_by"),
        Index("ix_complaints_assignee_id", "assignee_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    reference: Mapped[str]
    status: Mapped[str]
    received_at: Mapped[datetime]
    acknowledge_by: Mapped[date]
    resolve_by: Mapped[date]

    # The client's answers: the loop below adds a column for each field of the schema.
    # mypy needs those here that code or tests use by name.
    if TYPE_CHECKING:
        email: Mapped[str]
        account_id: Mapped[str]
        full_name: Mapped[str]
        country: Mapped[str]
        category: Mapped[str]
        description: Mapped[str]
        ticket_numbers: Mapped[list[str]]
        occurred: Mapped[dict[str, Any] | None]
        individuals: Mapped[list[str]]
        actions_taken: Mapped[str]
        desired_resolution: Mapped[str]
    locale: Mapped[str]
    conversation: Mapped[str] = mapped_column(SealedText)
    flags: Mapped[list[str]] = mapped_column(JSON)

    # Counts the changes, so that an official who saw an older version changes nothing.
    version: Mapped[int] = mapped_column(default=1, server_default=text("1"))
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    severity: Mapped[str] = mapped_column(
        default="normal", server_default=text("'normal'")
    )
    # The outcome of the decision in force: "upheld", "partly_upheld" or "not_upheld".
    outcome: Mapped[str | None]
    updated_at: Mapped[datetime | None]
    acknowledged_at: Mapped[datetime | None]
    # The decision in force, and the first one: a reopened complaint has only the first.
    resolved_at: Mapped[datetime | None]
    first_resolved_at: Mapped[datetime | None]
    # When it was closed or withdrawn.
    closed_at: Mapped[datetime | None]
    # The client's new date in place of `resolve_by`, after a delay or a reopening.
    promised_by: Mapped[date | None]
    # The aim in force: `resolve_by` or `promised_by`, moved by the time waited for the
    # client where firm.yml lets it.
    due_by: Mapped[date | None] = mapped_column(default=_resolve_by)
    # The last day by law in the client's country, from firm.yml on the day of receipt.
    legal_limit: Mapped[date | None]
    waiting_since: Mapped[datetime | None]
    # The time of the client's last addition that nobody has acted upon yet.
    client_wrote_at: Mapped[datetime | None]
    # When the client asked to withdraw it, until an official has decided on that.
    withdrawal_asked_at: Mapped[datetime | None]
    # The day in the firm's zone to look at a clock next; None once all have stopped.
    watch_on: Mapped[date | None]
    # The next day by which the firm owes the client something, and whether that clock
    # is paused, as of the last look at the clocks; None when the complaint has ended.
    next_due: Mapped[date | None]
    next_due_paused: Mapped[bool] = mapped_column(
        default=False, server_default=false()
    )

    @property
    def not_given(self) -> list[str]:
        """The names of the fields that the client kept to themselves."""
        return [name for name in self.flags if self._is_withheld(name)]

    @property
    def to_check(self) -> list[str]:
        """The names of the fields taken as typed, which nobody has checked."""
        return [name for name in self.flags if not self._is_withheld(name)]

    def _is_withheld(self, name: str) -> bool:
        field = FIELDS.get(name)
        return field is not None and field.withheld and not getattr(self, name)


def _column(field: Field) -> MappedColumn[Any]:
    shaped = field.is_list or field.kind is Kind.DATE
    if field.personal:
        type_: Any = SealedJson if shaped else SealedText
    else:
        type_ = JSON if shaped else Text
    return mapped_column(type_, nullable=field.filed(field.empty) is None)


for _field in FIELDS.values():
    setattr(Complaint, _field.name, _column(_field))
