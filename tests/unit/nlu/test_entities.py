import re
from itertools import pairwise

import pytest

from bot.nlu.entities.mention import Mention, resolved
from bot.nlu.entity_extractor import MentionExtractor

PATTERN = re.compile("AA[A-Z0-9]{14}")


def found(text: str) -> list[tuple[str, str]]:
    mentions = MentionExtractor(PATTERN).mentions(text)
    for one, other in pairwise(mentions):
        assert one.end <= other.start
    return [(one.entity, text[one.start : one.end]) for one in mentions]


def test_a_whole_story_is_mined() -> None:
    story = (
        "On 3 March 2024 around 5pm I sent 0.5 BTC and agent Maria Lopez in Berlin told me "
        "to wait. Ticket 12345678. I wrote from jo@Example.com."
    )
    assert found(story) == [
        ("date", "3 March 2024"),
        ("time", "5pm"),
        ("amount", "0.5 BTC"),
        ("person", "Maria Lopez"),
        ("place", "Berlin"),
        ("ticket", "12345678"),
        ("email", "jo@Example.com"),
    ]


@pytest.mark.parametrize(
    ("text", "number", "asset"),
    [
        ("$1,600.50 gone", "1600.50", "USD"),
        ("1.234,56 EUR", "1234.56", "EUR"),
        ("300 £", "300", "GBP"),
        ("20k USDT", "20000", "USDT"),
        ("1 million shiba inu", "1000000", "SHIB"),
        ("2 bitcoins", "2", "BTC"),
    ],
)
def test_amounts_are_numbers_of_an_asset(text: str, number: str, asset: str) -> None:
    (one,) = MentionExtractor(PATTERN).mentions(text)
    assert one.value == {"number": number, "asset": asset}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my id is aa00 bb11 cc22 dd33", "AA00BB11CC22DD33"),
        ("AA00BB11CC22DD33.", "AA00BB11CC22DD33"),
        ("AA00-BB11-CC22-DD33", "AA00BB11CC22DD33"),
    ],
)
def test_an_account_id_is_found_in_groups(text: str, expected: str) -> None:
    (one,) = MentionExtractor(PATTERN).mentions(text)
    assert (one.entity, one.value) == ("account_id", expected)


@pytest.mark.parametrize(
    "text",
    [
        "aardvarks are nice",
        "I may near the dot, link it",
        "XAA00BB11CC22DD33X",
        "The request took 100 days",
        "we ate turkey with rice",
    ],
)
def test_ordinary_words_name_nothing(text: str) -> None:
    assert found(text) == []


def test_several_tickets_and_a_hash() -> None:
    code = "0x" + "ab12" * 16
    assert found(f"tickets #4455, 8812 and KRK-20417 for {code}") == [
        ("ticket", "4455"),
        ("ticket", "8812"),
        ("ticket", "KRK-20417"),
        ("transaction_hash", code),
    ]


def test_countries_and_dates_in_small_letters() -> None:
    assert found("i live in spain, it was last tuesday at 14:35 utc") == [
        ("place", "spain"),
        ("date", "last tuesday"),
        ("time", "14:35 utc"),
    ]


def test_the_surer_kind_wins_where_two_overlap() -> None:
    person, email = (
        Mention("person", 0, 8, "jo@x.com"),
        Mention("email", 0, 8, "jo@x.com"),
    )
    assert resolved([person, email]) == [email]


def test_spans_are_those_of_the_text_even_when_it_shouts() -> None:
    assert ("person", "JOHN SMITH") in found("I TOLD JOHN SMITH ABOUT IT ON MONDAY")
