import pytest

from bot.nlu.plain_text import plain


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
