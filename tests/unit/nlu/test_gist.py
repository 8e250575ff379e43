import pytest

from bot.nlu.gist import gist


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello, where is my card? Thank you.", "where is my card?"),
        ("Hi, good morning. My card!!! Kind regards, Sam Smith", "My card"),
        (
            "Dear Sir or Madam,\n\nYou froze it.\n\nYours faithfully,\nJ. O'Neil",
            "You froze it",
        ),
        ("I hope you are well. It is gone. Have a nice day!", "It is gone"),
        ("I am writing to complain about the fees", "complain about the fees"),
        ("I've been a loyal customer for five years. It is blocked.", "It is blocked"),
        ("Binance US took my money", "firm took my money"),
        ("any news on KR-7K3M-9QXV-2F4T-8C?", "any news on case number?"),
        ("any news on rds-2hw8-4mpc", "any news on case number"),
        (
            "it was 2026-03-14, an up-to-date text",
            "it was 2026-03-14, an up-to-date text",
        ),
        ("@KrakenSupport my card is gone", "firm my card is gone"),
    ],
)
def test_courtesies_round_a_message_are_left_out(text: str, expected: str) -> None:
    assert gist(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "hi",
        "hello there",
        "thanks",
        "ok thanks bye",
        "no thanks",
        "yes please",
        "please",
        "",
    ],
)
def test_courtesies_alone_are_the_message(text: str) -> None:
    assert gist(text) == text


def test_sarcastic_thanks_stay() -> None:
    assert "for nothing" in gist("My card is blocked, thank you for nothing")


def test_a_bare_number_may_be_anything_and_stays() -> None:
    assert gist("KR-7K3M-9QXV-2F4T-8C") == "KR-7K3M-9QXV-2F4T-8C"


def test_an_address_is_no_handle() -> None:
    assert gist("write to jo@example.com") == "write to jo@example.com"
