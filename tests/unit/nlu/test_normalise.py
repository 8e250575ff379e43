import pytest

from bot.nlu.normalise import plain, without_courtesies


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
    assert without_courtesies(text) == expected


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
    assert without_courtesies(text) == text


def test_sarcastic_thanks_stay() -> None:
    assert "for nothing" in without_courtesies(
        "My card is blocked, thank you for nothing"
    )


def test_a_bare_number_may_be_anything_and_stays() -> None:
    assert without_courtesies("KR-7K3M-9QXV-2F4T-8C") == "KR-7K3M-9QXV-2F4T-8C"


def test_an_address_is_no_handle() -> None:
    assert without_courtesies("write to jo@example.com") == "write to jo@example.com"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kraken took my money!!!", "firm took my money"),
        ("Binance US and binance.us", "firm and firm"),
        ("$1,200.50 and 3 days", "0 and 0 days"),
        ("see https://example.com/x?y=1 now", "see link now"),
        ("jo@example.com", "mail"),
        ("0x" + "ab12" * 16, "hash"),
        ("why ? ? ??", "why ?"),
        ("it\u2019s", "it's"),
        ("😡😡😡", "😡"),
        ("👍🏽 ok", "👍 ok"),
    ],
)
def test_what_must_not_decide_is_made_alike(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_exclamation_marks_leave_no_trace() -> None:
    assert plain("Where is it") == plain("Where is it!!!!")
