"""Ticket numbers are told from phones, amounts, dates and accounts."""

from collections.abc import Callable

import pytest

from fields import FIELDS, Context, Reading, Skipped
from tests.unit.fields.readings import reason, value

Read = Callable[[str], Reading]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("00918273", ["00918273"]),
        ("123", ["123"]),
        ("#123 #456", ["123", "456"]),
        ("my ticket is 5566778", ["5566778"]),
        ("Case ID: 5566778.", ["5566778"]),
        ("ticket(s) 5566778", ["5566778"]),
        ("no.5566778", ["5566778"]),
        ("1111111, 2222222 and 3333333", ["1111111", "2222222", "3333333"]),
        ("tickets 1111111/2222222", ["1111111", "2222222"]),
        ("I opened 2 tickets: 1111111 and 1111111", ["1111111"]),
        ("KRK-20417", ["KRK-20417"]),
        ("ref INC0012345", ["INC0012345"]),
        ("ticket 12 from 2 days ago", ["12"]),
        ("ticket 1,234,567", ["1234567"]),
        ("5566778, opened on 12/03/2024", ["5566778"]),
        ("my ticket number is 0871234567", ["0871234567"]),
        ("not sure, maybe 5566778", ["5566778"]),
    ],
)
def test_numbers_are_kept_as_typed(read: Read, text: str, numbers: list[str]) -> None:
    assert value(read(text)) == numbers


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("call me on 01632 960 123", "ticket_numbers_phone"),
        ("+44 1632 960123", "ticket_numbers_phone"),
        ("I lost 5566778 USDT", "ticket_numbers_amount"),
        ("$55667", "ticket_numbers_amount"),
        ("12,345.67 EUR", "ticket_numbers_amount"),
        ("0x" + "ab12" * 16, "ticket_numbers_hash"),
        ("AA77QX09BRTW31KD", "ticket_numbers_account"),
        ("my account number is 5566778", "ticket_numbers_account"),
        ("4111 1111 1111 1111".replace(" ", ""), "ticket_numbers_card"),
        ("12", "ticket_numbers_short"),
        ("2024-03-12", "ticket_numbers_missing"),
        ("I wrote in 2023", "ticket_numbers_missing"),
        ("I called 3 times", "ticket_numbers_missing"),
        ("the one from March", "ticket_numbers_missing"),
        ("", "ticket_numbers_missing"),
    ],
)
def test_other_numbers_say_what_they_are(read: Read, text: str, why: str) -> None:
    assert reason(read(text)) == why


@pytest.mark.parametrize(
    "text",
    [
        "none",
        "skip",
        "-",
        "no tickets",
        "no ticket so far",
        "I have no case number",
        "I never opened a ticket because the chat was closed",
        "I can't find the number",
        "no I don't",
    ],
)
def test_having_none_is_skipped(read: Read, text: str) -> None:
    assert read(text) == Skipped()


def test_a_banks_eight_digits_may_be_a_ticket_or_an_account(at_bank: Context) -> None:
    field = FIELDS["ticket_numbers"]
    assert value(field.read("ticket 12345678", at_bank)) == ["12345678"]
    assert reason(field.read("my account is 12345678", at_bank)) == (
        "ticket_numbers_account"
    )
