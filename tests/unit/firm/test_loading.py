"""A wrong file stops with its name, the key and the reason, in one sentence."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from firm import FirmError, load_firm, path_from

Change = Callable[[Any], None]
WEBHOOK = {"name": "crm", "kind": "webhook", "url": "https://hooks.example.com/in"}


def put(path: str, value: object) -> Change:
    """A change that puts `value` at a path such as `categories.0.id`."""

    def change(tree: Any) -> None:
        *way, last = path.split(".")
        for step in way:
            tree = tree[int(step) if step.isdigit() else step]
        tree[int(last) if last.isdigit() else last] = value

    return change


def drop(path: str) -> Change:
    def change(tree: Any) -> None:
        *way, last = path.split(".")
        for step in way:
            tree = tree[step]
        del tree[last]

    return change


WRONG = [
    (drop("name"), "", "name"),
    (put("name", 7), "name", "Expected `str`"),
    (put("name", " "), "name", "empty"),
    (put("colour", "green"), "", "colour"),
    (put("contact.fax", "1"), "contact", "fax"),
    (put("contact.email", "relations"), "contact.email", "e-mail"),
    (put("contact.url", "harbourvale.example"), "contact.url", "http"),
    (put("privacy_url", "javascript:alert(1)"), "privacy_url", "http"),
    (put("privacy_url", "https://[bad"), "privacy_url", "http"),
    (put("complaint_guide_url", "https:// x.example"), "complaint_guide_url", "http"),
    (put("support.card.url", "ftp://x.example"), "support.card.url", "http"),
    (put("support.general.url", "mailto:nobody"), "support.general.url", "mailto"),
    (drop("support.general"), "support.general", "missing"),
    (put("categories.0.id", "Home Loans"), "categories[0].id", "a-z"),
    (put("categories.1.id", "mortgage"), "categories[1].id", "earlier"),
    (put("categories.4.id", "else"), "categories", "'other'"),
    (lambda tree: tree["categories"].reverse(), "categories", "must end"),
    (put("categories", []), "categories", "'other'"),
    (put("categories.2.words.1", 5), "categories[2].words[1]", "Expected `str`"),
    (
        put("deadlines.acknowledge_business_days", 0),
        "deadlines.acknowledge_business_days",
        "at least 1",
    ),
    (
        put("deadlines.resolve_business_days", -4),
        "deadlines.resolve_business_days",
        "at least 1",
    ),
    (
        put("deadlines.resolve_business_days", 4),
        "deadlines.resolve_business_days",
        "earlier",
    ),
    (put("calendar.country", "UK"), "calendar.country", "holidays"),
    (put("calendar.country", "gb"), "calendar.country", "upper-case"),
    (put("calendar.subdivision", "TX"), "calendar.subdivision", "ENG"),
    (put("calendar.time_zone", "Europe/Leith"), "calendar.time_zone", "time zone"),
    (put("calendar.time_zone", "../etc/passwd"), "calendar.time_zone", "time zone"),
    (put("calendar.time_zone", ""), "calendar.time_zone", "time zone"),
    (put("calendar.weekend", ["caturday"]), "calendar.weekend[0]", "caturday"),
    (
        put(
            "calendar.weekend",
            [
                "monday",
                "tuesday",
                "wednesday",
                "thursday",
                "friday",
                "saturday",
                "sunday",
            ],
        ),
        "calendar.weekend",
        "no day",
    ),
    (
        put("calendar.extra_holidays", ["soon"]),
        "calendar.extra_holidays[0]",
        "date",
    ),
    (
        put("deadlines.warn_resolve_business_days", -1),
        "deadlines.warn_resolve_business_days",
        "negative",
    ),
    (
        put("deadlines.pause_while_waiting", "yes"),
        "deadlines.pause_while_waiting",
        "Expected `bool`",
    ),
    (put("groups.Nordics", ["DK", "UK"]), "groups.Nordics", "'UK' is not a country"),
    (put("groups.GB", ["GB"]), "groups.GB", "cannot be the name"),
    (put("groups.elsewhere", ["GB"]), "groups.elsewhere", "cannot be the name"),
    (put("limits.EU", {"months": 2, "source": "x"}), "limits.EU", "nor one of groups"),
    (put("limits.GB", {"source": "x"}), "limits.GB", "one of months"),
    (put("limits.GB.months", 2), "limits.GB", "one of months"),
    (put("limits.GB.weeks", 0), "limits.GB", "at least 1"),
    (put("limits.GB.source", " "), "limits.GB.source", "empty"),
    (drop("limits.GB.source"), "limits[...]", "source"),
    (put("next_steps.XX", {"text": "x"}), "next_steps.XX", "nor one of groups"),
    (put("next_steps.Nordics.text", ""), "next_steps.Nordics.text", "empty"),
    (put("next_steps.Nordics.url", "arbiter"), "next_steps.Nordics.url", "http"),
    (put("account_id.pattern", "[0-9"), "account_id.pattern", "regular expression"),
    (put("account_id.pattern", "[0-9]{9}"), "account_id.example", "does not match"),
    (put("notices.ZZ", {"text": "x"}), "notices.ZZ", "not a country"),
    (put("notices.IE.text", ""), "notices.IE.text", "empty"),
    (put("reference_prefix", "hv"), "reference_prefix", "upper-case"),
    (put("locale", "English"), "locale", "en-IE"),
    (put("mail.sender", "a@b"), "mail.sender", "e-mail"),
    (put("retention", {"drafts_days": 0}), "retention.drafts_days", "at least 1"),
    (
        put("retention", {"complaints_years": 7}),
        "retention.audit_years",
        "shorter than complaints_years",
    ),
    (put("adapters", [WEBHOOK | {"name": "A B"}]), "adapters[0].name", "a-z"),
    (put("adapters", [WEBHOOK, WEBHOOK]), "adapters[1].name", "already"),
    (
        put("adapters", [WEBHOOK | {"url": "http://hooks.example.com"}]),
        "adapters[0].url",
        "https",
    ),
    (
        put("adapters", [WEBHOOK | {"url": "https://a:b@hooks.example.com"}]),
        "adapters[0].url",
        "password",
    ),
    (put("adapters", [WEBHOOK | {"kind": "zendesk"}]), "adapters[0].user", "agent"),
    (
        put("adapters", [WEBHOOK | {"user": "a@example.com"}]),
        "adapters[0].user",
        "Zendesk",
    ),
    (put("adapters", [WEBHOOK | {"kind": "fax"}]), "adapters[0].kind", "fax"),
]


@pytest.mark.parametrize(("change", "key", "reason"), WRONG)
def test_a_wrong_file_names_file_key_and_reason(
    changed: Callable[[Change], Path], change: Change, key: str, reason: str
) -> None:
    path = changed(change)
    with pytest.raises(FirmError) as raised:
        load_firm(path)
    assert raised.value.key == key
    assert reason in raised.value.reason
    assert str(raised.value).startswith(str(path))
    assert "\n" not in str(raised.value)
    assert str(raised.value).endswith(".")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("name: [", "not YAML"),
        ("name: A\nname: B\n", "twice"),
        ("? [a, b]\n: c\n", "not plain text"),
        ("extra_holidays: [2026-02-31]", "does not exist"),
        ("", "Expected `object`"),
        ("just text", "Expected `object`"),
    ],
)
def test_a_file_that_is_no_firm_at_all_says_why(
    tmp_path: Path, text: str, reason: str
) -> None:
    path = tmp_path / "firm.yml"
    path.write_text(text)
    with pytest.raises(FirmError, match=reason):
        load_firm(path)


def test_bytes_that_are_no_text_say_so(tmp_path: Path) -> None:
    path = tmp_path / "firm.yml"
    path.write_bytes(b"name: \xff\xfe")
    with pytest.raises(FirmError, match="UTF-8"):
        load_firm(path)


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(FirmError, match="cannot be read"):
        load_firm(tmp_path / "none.yml")


def test_the_path_comes_from_the_environment_or_is_the_default() -> None:
    assert path_from({"FIRM_FILE": "/srv/bank.yml"}) == Path("/srv/bank.yml")
    assert path_from({"FIRM_FILE": ""}) == Path("firm.yml")
    assert path_from({}) == Path("firm.yml")
