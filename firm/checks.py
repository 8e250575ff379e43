"""Checks of a firm file beyond its types: each fault names its key and says why."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from holidays import list_supported_countries
from msgspec import structs

from firm.countries import COUNTRIES
from firm.model import ELSEWHERE, GENERAL, OTHER, Firm

_ID = re.compile(r"[a-z][a-z0-9_]*")
_EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+")
_PREFIX = re.compile(r"[A-Z][A-Z0-9]{0,7}")
_LOCALE = re.compile(r"[a-z]{2,3}([_-][A-Za-z0-9]{2,8})*")


class FirmFault(Exception):
    """A fault: the `key` path and the `reason`, a sentence without its stop."""

    def __init__(self, key: str, reason: str) -> None:
        self.key = key
        self.reason = reason
        super().__init__(f"{key}: {reason}")


def faults(firm: Firm) -> Iterator[FirmFault]:
    """All faults of the firm, in the order of the file."""
    yield from _empty_texts(firm)
    yield from _addresses(firm)
    yield from _support(firm)
    yield from _categories(firm)
    yield from _deadlines(firm)
    yield from _calendar(firm)
    yield from _account_id(firm)
    yield from _notices(firm)
    yield from _groups(firm)
    yield from _limits(firm)
    yield from _next_steps(firm)
    yield from _retention(firm)
    yield from _adapters(firm)
    if not _PREFIX.fullmatch(firm.reference_prefix):
        yield FirmFault(
            "reference_prefix",
            "must be 1 to 8 upper-case letters or digits, beginning with a letter",
        )
    if not _LOCALE.fullmatch(firm.locale):
        yield FirmFault("locale", f"'{firm.locale}' is not a locale such as en-IE")


def _empty_texts(firm: Firm) -> Iterator[FirmFault]:
    texts = {
        "name": firm.name,
        "contact.name": firm.contact.name,
        "mail.sender_name": firm.mail.sender_name,
        "account_id.label": firm.account_id.label,
        "account_id.where": firm.account_id.where,
        "account_id.shape": firm.account_id.shape,
        "account_id.none": firm.account_id.none,
    }
    for topic, channel in firm.support.items():
        texts[f"support.{topic}.title"] = channel.title
        texts[f"support.{topic}.hint"] = channel.hint
    for place, category in enumerate(firm.categories):
        texts[f"categories[{place}].title"] = category.title
        texts[f"categories[{place}].hint"] = category.hint
    for country, notice in firm.notices.items():
        texts[f"notices.{country}.text"] = notice.text
    for name, limit in firm.limits.items():
        texts[f"limits.{name}.source"] = limit.source
    for name, steps in firm.next_steps.items():
        texts[f"next_steps.{name}.text"] = steps.text
    for key, text in texts.items():
        if not text.strip():
            yield FirmFault(key, "is empty")


def _addresses(firm: Firm) -> Iterator[FirmFault]:
    urls = {
        "contact.url": firm.contact.url,
        "privacy_url": firm.privacy_url,
        "complaint_guide_url": firm.complaint_guide_url,
    }
    for topic, channel in firm.support.items():
        urls[f"support.{topic}.url"] = channel.url
    for country, notice in firm.notices.items():
        if notice.url is not None:
            urls[f"notices.{country}.url"] = notice.url
    for name, steps in firm.next_steps.items():
        if steps.url is not None:
            urls[f"next_steps.{name}.url"] = steps.url
    for key, url in urls.items():
        if not _is_url(url):
            yield FirmFault(key, f"'{url}' is not an http, https or mailto address")
    emails = {
        "contact.email": firm.contact.email,
        "mail.sender": firm.mail.sender,
        "mail.reply_to": firm.mail.reply_to,
    }
    for key, email in emails.items():
        if not _EMAIL.fullmatch(email):
            yield FirmFault(key, f"'{email}' is not an e-mail address")


def _is_url(url: str) -> bool:
    if any(letter.isspace() for letter in url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return _EMAIL.fullmatch(parts.path) is not None
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _support(firm: Firm) -> Iterator[FirmFault]:
    if GENERAL not in firm.support:
        yield FirmFault(
            f"support.{GENERAL}",
            "is missing; it answers for every topic without its own",
        )


def _categories(firm: Firm) -> Iterator[FirmFault]:
    seen: set[str] = set()
    for place, category in enumerate(firm.categories):
        key = f"categories[{place}].id"
        if not _ID.fullmatch(category.id):
            yield FirmFault(
                key,
                f"'{category.id}' may hold only a-z, 0-9 and _, beginning with a letter",
            )
        if category.id in seen:
            yield FirmFault(
                key, f"'{category.id}' is the id of an earlier category too"
            )
        seen.add(category.id)
    if OTHER not in seen:
        yield FirmFault("categories", f"has no category with the id '{OTHER}'")
    elif firm.categories[-1].id != OTHER:
        yield FirmFault("categories", f"must end with the category '{OTHER}'")


def _deadlines(firm: Firm) -> Iterator[FirmFault]:
    acknowledge = firm.deadlines.acknowledge_business_days
    resolve = firm.deadlines.resolve_business_days
    if acknowledge < 1:
        yield FirmFault("deadlines.acknowledge_business_days", "must be at least 1")
    if resolve < 1:
        yield FirmFault("deadlines.resolve_business_days", "must be at least 1")
    elif resolve < acknowledge:
        yield FirmFault(
            "deadlines.resolve_business_days", "is earlier than the acknowledgement"
        )
    for name, days in structs.asdict(firm.deadlines).items():
        if name.startswith("warn_") and days < 0:
            yield FirmFault(f"deadlines.{name}", "must not be negative")


def _calendar(firm: Firm) -> Iterator[FirmFault]:
    calendar = firm.calendar
    supported = list_supported_countries()
    if calendar.country not in COUNTRIES or calendar.country not in supported:
        yield FirmFault(
            "calendar.country",
            f"'{calendar.country}' is not a country (two upper-case letters) whose holidays are known",
        )
    elif (
        calendar.subdivision is not None
        and calendar.subdivision not in supported[calendar.country]
    ):
        known = ", ".join(supported[calendar.country]) or "none"
        yield FirmFault(
            "calendar.subdivision",
            f"'{calendar.subdivision}' is not one of those of {calendar.country} ({known})",
        )
    try:
        ZoneInfo(calendar.time_zone)
    except (OSError, ValueError, KeyError):
        yield FirmFault(
            "calendar.time_zone",
            f"'{calendar.time_zone}' is not a time zone such as Europe/Dublin",
        )
    if len(set(calendar.weekend)) > 6:
        yield FirmFault("calendar.weekend", "leaves no day of business")


def _account_id(firm: Firm) -> Iterator[FirmFault]:
    account = firm.account_id
    try:
        pattern = re.compile(account.pattern)
    except re.error as error:
        yield FirmFault("account_id.pattern", f"is not a regular expression ({error})")
        return
    bare = re.sub(r"[\s.\-]", "", account.example).upper()
    if not pattern.fullmatch(bare):
        yield FirmFault(
            "account_id.example",
            f"'{account.example}' does not match account_id.pattern",
        )


def _notices(firm: Firm) -> Iterator[FirmFault]:
    for country in firm.notices:
        if country not in COUNTRIES:
            yield FirmFault(
                f"notices.{country}",
                "is not a country; write its two upper-case letters",
            )


def _groups(firm: Firm) -> Iterator[FirmFault]:
    for name, countries in firm.groups.items():
        if name in COUNTRIES or name == ELSEWHERE or not name.strip():
            yield FirmFault(
                f"groups.{name}", "cannot be the name of a group of countries"
            )
        for country in countries:
            if country not in COUNTRIES:
                yield FirmFault(
                    f"groups.{name}",
                    f"'{country}' is not a country; write its two upper-case letters",
                )


def _limits(firm: Firm) -> Iterator[FirmFault]:
    for name, limit in firm.limits.items():
        yield from _known_place("limits", name, firm)
        given = [
            length
            for length in (limit.months, limit.weeks, limit.days)
            if length is not None
        ]
        if len(given) != 1:
            yield FirmFault(f"limits.{name}", "needs one of months, weeks or days")
        elif given[0] < 1:
            yield FirmFault(f"limits.{name}", "must be at least 1 long")


def _next_steps(firm: Firm) -> Iterator[FirmFault]:
    for name in firm.next_steps:
        yield from _known_place("next_steps", name, firm)


def _known_place(key: str, name: str, firm: Firm) -> Iterator[FirmFault]:
    if name not in COUNTRIES and name not in firm.groups and name != ELSEWHERE:
        yield FirmFault(
            f"{key}.{name}",
            f"is neither a country (two upper-case letters), nor one of groups, nor '{ELSEWHERE}'",
        )


def _retention(firm: Firm) -> Iterator[FirmFault]:
    for name, number in structs.asdict(firm.retention).items():
        if number < 1:
            yield FirmFault(f"retention.{name}", "must be at least 1")
    if firm.retention.audit_years < firm.retention.complaints_years:
        yield FirmFault(
            "retention.audit_years",
            "is shorter than complaints_years: who looked at a complaint must be known"
            " as long as the complaint is there",
        )


def _adapters(firm: Firm) -> Iterator[FirmFault]:
    seen = set()
    for place, adapter in enumerate(firm.adapters):
        key = f"adapters[{place}]"
        if not _ID.fullmatch(adapter.name):
            yield FirmFault(
                f"{key}.name",
                f"'{adapter.name}' may have only a-z, 0-9 and _, beginning with a letter",
            )
        elif adapter.name in seen:
            yield FirmFault(f"{key}.name", f"'{adapter.name}' is there already")
        seen.add(adapter.name)
        parts = urlsplit(adapter.url) if _is_url(adapter.url) else None
        local = parts is not None and parts.hostname in ("localhost", "127.0.0.1")
        if parts is None or not (parts.scheme == "https" or local):
            yield FirmFault(f"{key}.url", f"'{adapter.url}' is not an https address")
        elif parts.username or parts.password:
            yield FirmFault(
                f"{key}.url", "holds a password; secrets are not for this file"
            )
        if adapter.kind == "zendesk" and not _EMAIL.fullmatch(adapter.user or ""):
            yield FirmFault(
                f"{key}.user", "must be the e-mail address of an agent at Zendesk"
            )
        if adapter.kind == "webhook" and adapter.user is not None:
            yield FirmFault(f"{key}.user", "belongs to a Zendesk adapter only")
