"""A bank instead of an exchange: everything that the first firm says must be gone."""

import pytest

from firm import Firm


def test_bank_has_its_own_categories_only(bank: Firm, exchange: Firm) -> None:
    ids = {category.id for category in bank.categories}
    assert ids & {category.id for category in exchange.categories} == {"other"}
    assert bank.category("mortgage").title == "Mortgages"
    with pytest.raises(KeyError):
        bank.category("staking")


def test_topics_without_a_channel_fall_back_to_general(bank: Firm) -> None:
    assert bank.support_for("card").title == "Cards"
    assert bank.support_for("staking") is bank.support["general"]
    assert bank.support_for("no such topic") is bank.support["general"]


def test_bank_has_its_own_numbers_deadlines_and_notices(bank: Firm) -> None:
    assert bank.account_id.none == "Not a customer"
    assert bank.deadlines.resolve_business_days == 40
    assert bank.notice_for("US") is None
    assert bank.notice_for("IE") is not None


def test_norway_is_a_country_and_not_the_word_no(bank: Firm) -> None:
    notice = bank.notice_for("NO")
    assert notice is not None
    assert notice.url == "https://harbourvale.example/no"


def test_a_country_has_its_own_limit_or_that_of_its_group_or_that_of_all_others(
    bank: Firm,
) -> None:
    limits = {country: bank.limit_for(country) for country in ("GB", "NO", "FR")}
    assert {country: limit.source for country, limit in limits.items() if limit} == {
        "GB": "DISP 1.6.2R",
        "NO": "A law of the north",
        "FR": "The bank's own terms",
    }
    assert bank.next_steps_for("GB") is None
    steps = bank.next_steps_for("SE")
    assert steps is not None
    assert steps.url == "https://arbiter.example/north"


def test_true_and_false_are_what_they_say(bank: Firm, exchange: Firm) -> None:
    assert bank.deadlines.pause_while_waiting is True
    assert exchange.deadlines.pause_while_waiting is False


def test_a_firm_cannot_be_changed_once_read(bank: Firm) -> None:
    with pytest.raises(AttributeError):
        bank.name = "Another"  # type: ignore[misc]
