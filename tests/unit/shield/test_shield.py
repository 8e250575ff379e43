"""The shield cuts secrets; everything else stays to the last character."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mnemonic import Mnemonic

from shield import Shield
from shield.phrases import has_checksum

SHIELD = Shield(lambda kind: f"<{kind}>")
HEX = "4e3a8f0c8f6f29b2b9f0c8a7a5d3cf2d7b1f4e3a8f0c8f6f29b2b9f0c8a7a5d3"
WIF = "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ"
WIF_COMPRESSED = "KwdMAjGmerYanjeui5SHS7JkmpZvVipYvB2LJGU1ZxJwYvP98617"
XPRV = (
    "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5"
    "kejMRNNU3TGtRBeJgk33yuGBxrMPHi"
)
PEM = "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIA\n-----END EC PRIVATE KEY-----"
PHRASE = "legal winner thank year wave sausage worth useful legal winner thank yellow"
KEYPAIR = "[" + ", ".join(str(n * 3 % 256) for n in range(64)) + "]"


def cut(text: str) -> str:
    return SHIELD.cut(text).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Recovery phrases
        (f"my words: {PHRASE}. Help!", "my words: <recovery_phrase>. Help!"),
        (PHRASE.upper(), "<recovery_phrase>"),
        (PHRASE.replace(" ", "\n"), "<recovery_phrase>"),
        (PHRASE.replace(" ", ", "), "<recovery_phrase>"),
        (
            "see\n" + "\n".join(f"{n}. {w}" for n, w in enumerate(PHRASE.split(), 1)) + "\nplease",
            "see\n<recovery_phrase>\nplease",
        ),
        (" ".join(f"({n}) {w}" for n, w in enumerate(PHRASE.split(), 1)), "(<recovery_phrase>"),
        ("abandon " * 23 + "art", "<recovery_phrase>"),
        # mistyped, but announced
        ("my seed phrase is " + "legal winner thank year " * 3, "my seed phrase is <recovery_phrase> "),
        # Private keys
        (f"key {WIF} x", "key <private_key> x"),
        (WIF_COMPRESSED, "<private_key>"),
        (XPRV, "<private_key>"),
        (f"a\n{PEM}\nb", "a\n<private_key>\nb"),
        (PEM[:40], "<private_key>"),
        (KEYPAIR, "<private_key>"),
        (f"my private key: {HEX}", "my private key: <private_key>"),
        (f"private key 0x{HEX}!", "private key <private_key>!"),
        (f"{HEX} is my private key", "<private_key> is my private key"),
        (f"the transaction failed, my wallet key is {HEX}", "the transaction failed, my wallet key is <private_key>"),
        # Passwords
        ("my password is hunter2.", "my password is <password>."),
        ("My Password: Tr0ub4dor&3", "My Password: <password>"),
        ("password=sunshine", "password=<password>"),
        ("the password is sunshine and it fails", "the password is <password> and it fails"),
        ('my password is "correct horse battery"', "my password is <password>"),
        ("the password for my account was CorrectHorse", "the password for my account was <password>"),
        ("I changed my password to Summer2024! today", "I changed my password to <password> today"),
        ("login ada password Hunter22", "login ada password <password>"),
        ("my pin is 4821", "my pin is <password>"),
        ("api secret: kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76s=", "api secret: <private_key>"),
        # One-time codes
        ("the code is 482913", "the code is <one_time_code>"),
        ("verification code 123456 was refused", "verification code <one_time_code> was refused"),
        ("the verification code they sent me was 483 921 but", "the verification code they sent me was <one_time_code> but"),
        ("your 2FA code: 12345678", "your 2FA code: <one_time_code>"),
        ("OTP 4821", "OTP <one_time_code>"),
        ("G-482913 is your Google verification code", "<one_time_code> is your Google verification code"),
        # Cards
        ("card 4111 1111 1111 1111 exp 12/27", "card <card_number> exp 12/27"),
        ("4111-1111-1111-1111", "<card_number>"),
        ("5555555555554444,378282246310005", "<card_number>,<card_number>"),
        ("3782 822463 10005", "<card_number>"),
        ("\u0664\u0661\u0661\u0661 1111 1111 1111", "<card_number>"),
        ("cvv 123", "cvv <card_code>"),
        ("the CVC is 1234.", "the CVC is <card_code>."),
    ],
)  # fmt: skip
def test_secrets_are_cut(text: str, expected: str) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ticket 12345678",
        "my tickets are 4839201, 4839202 and 48392031",
        "ticket number 4111111111111112",
        "case 2024-11-12345 of 12/11/2024 at 14:35",
        "account AA12 B34C 56D7 89EF",
        "AAHZK3VA2DBX7MPQ",
        HEX,
        f"transaction {HEX} never arrived",
        f"txid: 0x{HEX}",
        f"my private key leaked, then transaction hash 0x{HEX} took everything",
        "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
        "0x742d35Cc6634C0532925a3b844Bc454e4438f44e",
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
        "DE89 3704 0044 0532 0130 00",
        "+44 20 7946 0958 or (202) 555-0143",
        "I lost 1,250.50 USD and 0.05812345 BTC",
        "order OZ4T7X-QKKBN-W2H4RL",
        "my password is not accepted",
        "my password is being rejected and I am locked out",
        "the password was reset without my consent",
        "I forgot my password. Is it stored?",
        "password: I never changed it",
        "I changed my password 24hours ago",
        "my password reset link never arrives",
        "is my password safe?",
        "Your password policy is charming",
        "the 2FA code never arrived on 2024-05-12",
        "I have used 2FA from 2021",
        "I entered the verification code 3 times",
        "error code 500123",
        "it says error code: 500123",
        "postal code 941072",
        "code of conduct 2023",
        "security ticket code 12345678",
        "the seed of doubt was planted when your staff lied to me again and again",
        "I want to appeal because I believe that the review team did not look at my documents",
        "*bold* _under_ <b>tag</b> & [link](https://example.com/?q=1&r=2) \u200f\u05e9\u05dc\u05d5\u05dd \U0001f600",
        "  leading, trailing, tabs\t\tand\r\nnewlines \n\n",
        "",
    ],
)
def test_everything_else_stays_as_it_is(text: str) -> None:
    assert SHIELD.cut(text) == (text, ())


@pytest.mark.parametrize("language", Mnemonic.list_languages())
@pytest.mark.parametrize("strength", [128, 160, 192, 224, 256])
def test_phrases_of_every_language_and_length_are_cut(
    language: str, strength: int
) -> None:
    phrase = Mnemonic(language).to_mnemonic(bytes(range(7, 7 + strength // 8)))
    assert cut(f"aqui: {phrase} !") == "aqui: <recovery_phrase> !"


def test_four_letters_of_each_word_are_enough() -> None:
    assert cut(" ".join(word[:4] for word in PHRASE.split())) == "<recovery_phrase>"


@given(st.binary(min_size=16, max_size=16))
def test_the_checksum_is_that_of_the_reference_library(entropy: bytes) -> None:
    english = Mnemonic("english")
    words = english.to_mnemonic(entropy).split()
    numbers = [english.wordlist.index(word) for word in words]
    assert has_checksum(numbers)
    numbers[-1] ^= 1
    assert has_checksum(numbers) == english.check(
        " ".join(english.wordlist[number] for number in numbers)
    )


SECRETS = st.sampled_from(
    [PHRASE, WIF, XPRV, PEM, "4111 1111 1111 1111", "my password is hunter2", "cvv 123"]
)
# Anything but letters and digits, which could belong to the secret or announce another.
AROUND = st.text(
    st.characters(
        exclude_categories=("L", "N", "M", "Cs"), exclude_characters="-[\"'`\u201c"
    )
)


@settings(max_examples=100)
@given(AROUND, SECRETS, AROUND)
def test_what_stands_around_a_secret_is_byte_for_byte_the_same(
    before: str, secret: str, after: str
) -> None:
    text = f"{before}\n{secret}\n{after}"
    result = SHIELD.cut(text)
    assert len(result.kinds) == 1
    said, _, rest = result.text.partition(f"<{result.kinds[0]}>")
    assert text.startswith(said)
    assert text.endswith(rest)
    assert rest == f"\n{after}"


@settings(max_examples=150)
@given(st.text())
def test_any_text_is_kept_or_cut_at_secrets_alone(text: str) -> None:
    result = SHIELD.cut(text)
    if not result.kinds:
        assert result.text == text
    # A second pass finds nothing more to cut.
    assert SHIELD.cut(result.text).text == result.text


@pytest.mark.parametrize(
    "piece",
    [
        "1-",
        "1 ",
        "a",
        "code ",
        "password ",
        "4111-",
        "1. ",
        "[1,",
        "verification ",
        "key ",
        " ",
    ],
)
def test_no_message_holds_the_server_up(piece: str) -> None:
    import time

    text = (piece * 8000)[:8000]
    SHIELD.cut(text)
    began = time.process_time()
    SHIELD.cut(text)
    assert time.process_time() - began < 0.5
