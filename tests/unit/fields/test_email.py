"""The address is found, tidied and, when it looks like a slip, asked about."""

from collections.abc import Callable

import pytest

from fields import Reading
from tests.unit.fields.readings import choices, reason, value

Read = Callable[[str], Reading]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ada@example.com", "ada@example.com"),
        ("Ada.Byron@Example.COM", "ada.byron@example.com"),
        ("you can write to ada@example.com, thanks", "ada@example.com"),
        ("Ada Byron <ada@example.com>", "ada@example.com"),
        ("(ada@example.com)", "ada@example.com"),
        ("mailto:ada@example.com", "ada@example.com"),
        ("It's ada@example.com.", "ada@example.com"),
        ("ada+exchange@mail.example.org", "ada+exchange@mail.example.org"),
        ("ada @ example.com", "ada@example.com"),
        ("ada (at) example (dot) com", "ada@example.com"),
        ("ada at example dot com", "ada@example.com"),
        ("ada at example.com", "ada@example.com"),
        ("ada@example,com", "ada@example.com"),
        ("ada@example.com ada@example.com", "ada@example.com"),
        ("ada@example.com, not bob@example.com", "ada@example.com"),
        ("ada@bücher.example", "ada@bücher.example"),
        ("ada@email.com", "ada@email.com"),
        ("ada@mail.com", "ada@mail.com"),
        ("ada@yahoo.co.uk", "ada@yahoo.co.uk"),
        ("ada@hotmail.fr", "ada@hotmail.fr"),
    ],
)
def test_an_address_is_found_and_tidied(read: Read, text: str, expected: str) -> None:
    assert value(read(text)) == expected


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ada@gmial.com", "ada@gmail.com"),
        ("ada@gmail.con", "ada@gmail.com"),
        ("ada@gmail.co", "ada@gmail.com"),
        ("ada@hotmal.com", "ada@hotmail.com"),
        ("ada@yahooo.co.uk", "ada@yahoo.co.uk"),
        ("ada@icould.com", "ada@icloud.com"),
        ("ada@outlok.com", "ada@outlook.com"),
        ("ada@my-firm.con", "ada@my-firm.com"),
    ],
)
def test_a_slip_in_a_common_domain_is_questioned(
    read: Read, typed: str, meant: str
) -> None:
    assert choices(read(typed), "email_typo") == [meant, typed]


@pytest.mark.parametrize("typed", ["ada@gmail", "ada@gmailcom", "ada@gamil"])
def test_a_known_provider_without_its_ending_is_completed(
    read: Read, typed: str
) -> None:
    assert choices(read(typed), "email_ending") == ["ada@gmail.com"]


def test_two_addresses_are_both_offered(read: Read) -> None:
    reading = read("either ada@example.com or bob@example.org")
    assert choices(reading, "email_several") == ["ada@example.com", "bob@example.org"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("ada@nowhere", "email_incomplete"),
        ("@ada", "email_handle"),
        ("ada..b@example.com", "email_invalid"),
        ("ada@@example.com", "email_invalid"),
        ("ada@example..com", "email_invalid"),
        ("ada", "email_missing"),
        ("I was at the bank", "email_missing"),
        ("none", "email_needed"),
        ("I don't have an e-mail address", "email_needed"),
        ("", "email_missing"),
    ],
)
def test_what_is_no_address_says_why(read: Read, text: str, why: str) -> None:
    assert reason(read(text)) == why
