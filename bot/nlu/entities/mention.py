"""One thing named in a text, and what to do when two readers name the same words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

EMAIL = "email"
ACCOUNT_ID = "account_id"
TICKET = "ticket"
TRANSACTION_HASH = "transaction_hash"
AMOUNT = "amount"
ASSET = "asset"
DATE = "date"
TIME = "time"
PERSON = "person"
ORGANISATION = "organisation"
PLACE = "place"

# Surest first: an address is never also a name, and a ticket number never a date.
ORDER = (
    EMAIL,
    TRANSACTION_HASH,
    ACCOUNT_ID,
    TICKET,
    AMOUNT,
    DATE,
    TIME,
    PLACE,
    ASSET,
    PERSON,
    ORGANISATION,
)


@dataclass(frozen=True)
class Mention:
    """`value` names an `entity` in text[start:end]; `value` may be tidier than the text."""

    entity: str
    start: int
    end: int
    value: str | dict[str, str]


def resolved(mentions: Iterable[Mention]) -> list[Mention]:
    """Those mentions that share no character, in order of the text.

    Of two that overlap the surer kind wins, then the longer.
    """
    kept: list[Mention] = []
    for mention in sorted(
        mentions, key=lambda one: (ORDER.index(one.entity), one.start - one.end)
    ):
        if all(mention.end <= one.start or one.end <= mention.start for one in kept):
            kept.append(mention)
    return sorted(kept, key=lambda one: one.start)
