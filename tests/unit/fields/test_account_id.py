"""The firm's pattern decides; spaces, dashes, dots and case are forgiven."""

from collections.abc import Callable

import pytest

from fields import FIELDS, Context, Reading
from tests.unit.fields.readings import choices, reason, value

Read = Callable[[str], Reading]
NUMBER = "AA77QX09BRTW31KD"


@pytest.mark.parametrize(
    "text",
    [
        "AA77QX09BRTW31KD",
        "aa77qx09brtw31kd",
        "AA77 QX09 BRTW 31KD",
        "AA77-QX09-BRTW-31KD",
        "AA77.QX09.BRTW.31KD",
        "AA77QX09 BRTW31KD",
        "AA 77QX 09BR TW31 KD",
        "my ID is AA77 QX09 BRTW 31KD, thank you",
        "it’s aa77 qx09 brtw 31kd.",
        "“AA77QX09BRTW31KD”",
        "AA77 QX09\nBRTW 31KD",
        "AA77QX09BRTW31KD and I opened it 3 years ago",
    ],
)
def test_the_number_is_found_in_any_grouping(read: Read, text: str) -> None:
    assert value(read(text)) == NUMBER


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("AA77 QX09 BRTW 31KDX", "account_id_length"),
        ("AA77 QX09 BRTW 31K", "account_id_length"),
        ("AA77-QX09-BRTW-31KD-X", "account_id_length"),
        ("QX09 BRTW 31KD", "account_id_length"),
        ("12345678", "account_id_length"),
        ("BB77 QX09 BRTW 31KD", "account_id_format"),
        ("AA77 QX09 BR_W 31KD", "account_id_character"),
        ("AA77/QX09/BRTW/31KD", "account_id_character"),
        ("ada@example.com", "account_id_email"),
        ("I can't sign in, so I can't look it up", "account_id_unseen"),
        ("I forgot it", "account_id_unseen"),
        ("you locked my account", "account_id_unseen"),
        ("I have no access to my account", "account_id_unseen"),
        ("skip", "account_id_unseen"),
        ("aardvarks are nice", "account_id_missing"),
        ("", "account_id_missing"),
    ],
)
def test_what_is_no_number_says_why(read: Read, text: str, why: str) -> None:
    assert reason(read(text)) == why


@pytest.mark.parametrize(
    "text",
    [
        "No Account",
        "no account!",
        "I have no account",
        "I haven't got an account",
        "don't have an account yet",
        "I never opened an account with you",
        "no Kraken account",
        "I'm not a customer",
        "I never signed up",
        "could not create an account",
        "No account because the verification failed",
    ],
)
def test_having_no_account_is_understood_in_any_wording(read: Read, text: str) -> None:
    assert value(read(text)) == "No Account"


@pytest.mark.parametrize(
    "text", ["none", "I don't have one", "n/a", "no account number"]
)
def test_what_may_mean_no_account_is_asked(read: Read, text: str) -> None:
    assert choices(read(text), "account_id_none") == ["No Account"]


def test_two_numbers_are_both_offered(read: Read) -> None:
    reading = read(f"{NUMBER} and AA00 BB11 CC22 DD33")
    assert choices(reading, "account_id_several") == [NUMBER, "AA00BB11CC22DD33"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1234 5678", "12345678"),
        ("sort code 12-34-56, account 12345678", "12345678"),
        ("I am not a customer", "Not a customer"),
    ],
)
def test_the_bank_has_its_own_numbers(
    at_bank: Context, text: str, expected: str
) -> None:
    assert value(FIELDS["account_id"].read(text, at_bank)) == expected


@pytest.mark.parametrize(
    "text", [NUMBER, "12.03.2026", "01632 960 123", "1234 5678 90"]
)
def test_the_bank_takes_no_other_numbers(at_bank: Context, text: str) -> None:
    assert reason(FIELDS["account_id"].read(text, at_bank)).startswith("account_id_")
