"""The file at the root of the project has what the guide says and the bot needs."""

import re

from firm import Firm


def test_deadlines_are_those_of_the_guide(exchange: Firm) -> None:
    assert exchange.deadlines.acknowledge_business_days == 2
    assert exchange.deadlines.resolve_business_days == 7


def test_account_id_is_where_the_guide_says(exchange: Firm) -> None:
    assert exchange.account_id.where == "Settings > Account > Public Account ID"
    assert exchange.account_id.none == "No Account"
    assert re.fullmatch(exchange.account_id.pattern, "AA00BB11CC22DD33")
    assert not re.fullmatch(exchange.account_id.pattern, "AA00BB11CC22DD3")


def test_clients_in_the_united_states_get_a_notice(exchange: Firm) -> None:
    assert exchange.notice_for("US") is not None
    assert exchange.notice_for("IE") is None
    assert exchange.notice_for(None) is None


def test_there_are_enough_categories_and_each_says_what_clients_say(
    exchange: Firm,
) -> None:
    assert 18 <= len(exchange.categories) <= 20
    assert all(category.words for category in exchange.categories)
    assert exchange.category("other").title == "Other"


def test_mail_addresses_are_plainly_to_be_edited(exchange: Firm) -> None:
    for address in (
        exchange.contact.email,
        exchange.mail.sender,
        exchange.mail.reply_to,
    ):
        assert address.endswith(".example")


def test_limits_are_those_of_the_laws_and_name_them(exchange: Firm) -> None:
    union, kingdom = exchange.limit_for("IE"), exchange.limit_for("GB")
    assert union is not None
    assert kingdom is not None
    assert (union.months, union.pauses) == (2, False)
    assert "2025/294" in union.source
    assert (kingdom.weeks, kingdom.pauses) == (8, False)
    assert "DISP 1.6.2R" in kingdom.source
    assert exchange.limit_for("US") is None
    assert len(exchange.groups["EU"]) == 27


def test_no_way_after_a_decision_is_promised(exchange: Firm) -> None:
    for steps in exchange.next_steps.values():
        assert "may be able" in steps.text
        assert "right" not in steps.text
