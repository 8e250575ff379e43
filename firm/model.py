"""The model of a firm: the shape of `firm.yml`, whose types msgspec checks."""

from datetime import date
from typing import Final, Literal, TypeVar

import msgspec

# The topic that answers for every other without a channel of its own.
GENERAL: Final = "general"
OTHER: Final = "other"
ELSEWHERE: Final = "elsewhere"

_Said = TypeVar("_Said")

Weekday = Literal[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
]


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of `firm.yml`: not to be changed once read, and without unknown keys."""


class Contact(Strict, frozen=True):
    """Ways to reach a person at the firm."""

    name: str
    email: str
    url: str
    phone: str | None = None
    hours: str | None = None


class SupportChannel(Strict, frozen=True):
    """The channel for support questions on a topic; `hint` says what is found there."""

    title: str
    url: str
    hint: str


class Category(Strict, frozen=True):
    """A subject of complaints. `words` are what clients say when they mean it."""

    id: str
    title: str
    hint: str
    words: tuple[str, ...] = ()


class Deadlines(Strict, frozen=True):
    """The firm's two aims, in business days after the day of receipt, and how many days
    before each date the desk warns (calendar days before the law's limit).

    `pause_while_waiting`: days on which an answer of the client was awaited move the
    aim to resolve. They never move the law's limit, which has a `pauses` of its own.
    """

    acknowledge_business_days: int = 2
    resolve_business_days: int = 7
    warn_acknowledge_business_days: int = 1
    warn_resolve_business_days: int = 2
    warn_limit_days: int = 14
    pause_while_waiting: bool = False


class Limit(Strict, frozen=True):
    """The time that the law gives for a decision, counted from the day of receipt, in
    `months`, `weeks` or `days`. `source` names the law. `pauses`: the time stops while
    an answer of the client is awaited.

    The client is told `when_late` when the decision will come after the limit.
    """

    source: str
    months: int | None = None
    weeks: int | None = None
    days: int | None = None
    pauses: bool = False
    when_late: str | None = None


class NextSteps(Strict, frozen=True):
    """The ways open to a client who does not agree with the decision."""

    text: str
    url: str | None = None


class Calendar(Strict, frozen=True):
    """The firm's working days.

    `country` is ISO 3166-1 alpha-2 and `subdivision` ISO 3166-2 without the country,
    both as the `holidays` library knows them; `time_zone` is an IANA name.
    """

    country: str
    time_zone: str
    subdivision: str | None = None
    extra_holidays: tuple[date, ...] = ()
    weekend: tuple[Weekday, ...] = ("saturday", "sunday")


class AccountId(Strict, frozen=True):
    """The firm's account number.

    `pattern` is a regular expression that the whole number matches once spaces, dashes
    and dots are taken out and letters are upper-case. `shape` says the same in plain
    words ("16 characters beginning with AA"); `where` is where a client finds it.
    """

    label: str
    pattern: str
    example: str
    where: str
    shape: str
    none: str = "No Account"


class Notice(Strict, frozen=True):
    """A notice only to clients in one country."""

    text: str
    url: str | None = None


class Mail(Strict, frozen=True):
    """The sender of the acknowledgement, and the address for answers to it."""

    sender: str
    sender_name: str
    reply_to: str


class Retention(Strict, frozen=True):
    """Times for which personal data is kept; the desk and the assistant then delete it.

    `drafts_days` counts from the last word in a chat, `complaints_years` from the day that a
    complaint was closed or withdrawn. An open complaint is kept however old it is.
    """

    drafts_days: int = 30
    complaints_years: int = 3
    audit_years: int = 5
    chat_events_days: int = 730
    erasures_years: int = 10


class Adapter(Strict, frozen=True):
    """Another system that complaints are posted to. Its secret is in the environment.

    `instead`: the desk keeps no texts once every such system has confirmed that it has them;
    `beside`: it keeps everything. `user` is the agent in whose name Zendesk is called.
    """

    name: str
    kind: Literal["webhook", "zendesk"]
    url: str
    mode: Literal["beside", "instead"] = "beside"
    user: str | None = None


class Firm(Strict, frozen=True):
    """The whole of `firm.yml`."""

    name: str
    contact: Contact
    support: dict[str, SupportChannel]
    categories: tuple[Category, ...]
    calendar: Calendar
    account_id: AccountId
    mail: Mail
    privacy_url: str
    complaint_guide_url: str
    reference_prefix: str
    deadlines: Deadlines = Deadlines()
    notices: dict[str, Notice] = {}
    retention: Retention = Retention()
    adapters: tuple[Adapter, ...] = ()
    groups: dict[str, tuple[str, ...]] = {}
    limits: dict[str, Limit] = {}
    next_steps: dict[str, NextSteps] = {}
    locale: str = "en"

    def support_for(self, topic: str) -> SupportChannel:
        """The channel for a topic, or the general one when the firm has none for it."""
        return self.support.get(topic) or self.support[GENERAL]

    def category(self, category_id: str) -> Category:
        """The category with this id. Raises KeyError when the firm has none such."""
        for category in self.categories:
            if category.id == category_id:
                return category
        raise KeyError(category_id)

    def notice_for(self, country: str | None) -> Notice | None:
        """The notice to clients in this country (alpha-2), if there is one."""
        return self.notices.get(country) if country else None

    def limit_for(self, country: str) -> Limit | None:
        """The law's limit for clients in this country (alpha-2), if the file gives one."""
        return _for_country(self.limits, country, self.groups)

    def next_steps_for(self, country: str) -> NextSteps | None:
        """The ways open to clients in this country after a decision, if any."""
        return _for_country(self.next_steps, country, self.groups)


def _for_country(
    said: dict[str, _Said], country: str, groups: dict[str, tuple[str, ...]]
) -> _Said | None:
    """The entry for the country itself, a group that it is in, or all others."""
    if country in said:
        return said[country]
    for group, countries in groups.items():
        if country in countries and group in said:
            return said[group]
    return said.get(ELSEWHERE)
