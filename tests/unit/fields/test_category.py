"""A category by its number, its title or what it is about; the firm's words decide."""

from collections.abc import Callable

import pytest

from fields import FIELDS, Context, Reading
from fields.category import suggest
from tests.unit.fields.readings import choices, reason, value

Read = Callable[[str], Reading]


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("1", "account_access"),
        ("#4", "crypto_deposit"),
        ("number 19", "other"),
        ("the second one", "account_restriction"),
        ("Fees and charges", "fees"),
        ("fees and charge", "fees"),
        ("margin_futures", "margin_futures"),
        ("kyc", "verification"),
        ("I was scammed", "fraud"),
        ("my account is frozen", "account_restriction"),
        ("staking rewards", "staking"),
        ("Other", "other"),
        ("something else", "other"),
        ("none of these", "other"),
    ],
)
def test_a_category_is_understood(read: Read, text: str, category: str) -> None:
    assert value(read(text)) == category


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("deposit", {"crypto_deposit", "cash_deposit"}),
        ("withdrawl", {"crypto_withdrawal", "cash_withdrawal"}),
    ],
)
def test_what_fits_several_is_asked(read: Read, text: str, offered: set[str]) -> None:
    assert set(choices(read(text), "category_several")) == offered


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("20", "category_number"),
        ("0", "category_number"),
        ("banana", "category_unknown"),
        ("skip", "category_needed"),
        ("", "category_missing"),
    ],
)
def test_what_is_no_category_says_why(read: Read, text: str, why: str) -> None:
    assert reason(read(text)) == why


@pytest.mark.parametrize(
    ("story", "best"),
    [
        ("My withdrawal of two coins has been on hold for weeks", "crypto_withdrawal"),
        ("I sent euros by bank transfer and they never arrived", "cash_deposit"),
        ("Your website was down and I lost a trade", "outage"),
        ("Nobody answers my ticket, support ignores me", "service"),
        ("My passport was rejected three times", "verification"),
        ("I was liquidated while the futures page was stuck", "margin_futures"),
        ("You shared my personal data with somebody", "privacy"),
    ],
)
def test_the_likeliest_category_of_a_story_comes_first(
    context: Context, story: str, best: str
) -> None:
    assert suggest(story, context.firm, 5)[0].id == best


def test_no_more_are_suggested_than_asked_for_and_none_for_nothing(
    context: Context,
) -> None:
    assert len(suggest("deposit withdrawal fee login", context.firm, 2)) == 2
    assert suggest("hello there", context.firm, 5) == []


@pytest.mark.parametrize(
    ("text", "category"),
    [("1", "mortgage"), ("overdraft", "current_account"), ("the ATM", "branch")],
)
def test_the_bank_has_its_own_categories(
    at_bank: Context, text: str, category: str
) -> None:
    assert value(FIELDS["category"].read(text, at_bank)) == category


def test_the_bank_knows_nothing_of_the_exchange(at_bank: Context) -> None:
    assert reason(FIELDS["category"].read("staking", at_bank)) == "category_unknown"


def test_the_review_card_shows_the_title(context: Context) -> None:
    assert FIELDS["category"].show("fees", context) == "Fees and charges"
