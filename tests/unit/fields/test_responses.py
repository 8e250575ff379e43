"""Every reason that the fields give has its sentence, and every sentence its reason."""

import string
from pathlib import Path

import pytest
import yaml

from fields import FIELDS, Choose, Context, Wrong

ROOT = Path(__file__).parents[3]
RESPONSES = yaml.safe_load(
    (ROOT / "data" / "en" / "responses" / "fields.yml").read_text(encoding="utf-8")
)["responses"]

# A text for every reason there is: "wrong" or "choose" with the reason, then the text.
EXAMPLES = {
    "wrong_email_missing": "ada",
    "wrong_email_needed": "none",
    "wrong_email_handle": "@ada",
    "wrong_email_incomplete": "ada@nowhere",
    "wrong_email_invalid": "ada..b@example.com",
    "choose_email_typo": "ada@gmial.com",
    "choose_email_ending": "ada@gmail",
    "choose_email_several": "ada@example.com bob@example.com",
    "wrong_account_id_missing": "hello",
    "wrong_account_id_unseen": "I can't sign in",
    "wrong_account_id_others_unseen": "it's my father's account",
    "wrong_account_id_length": "AA77 QX09",
    "wrong_account_id_format": "BB77 QX09 BRTW 31KD",
    "wrong_account_id_character": "AA77 QX09 BR_W 31KD",
    "wrong_account_id_email": "ada@example.com",
    "choose_account_id_none": "none",
    "choose_account_id_several": "AA77QX09BRTW31KD AA88QX09BRTW31KD",
    "wrong_full_name_empty": "!",
    "wrong_full_name_email": "ada@example.com",
    "wrong_full_name_question": "what for?",
    "wrong_full_name_refused": "anonymous",
    "wrong_full_name_digits": "1234",
    "wrong_full_name_character": "Ada = Byron",
    "wrong_full_name_sentence": "you have taken my money",
    "choose_full_name_single": "hello, I'm Ada",
    "wrong_country_missing": "!",
    "wrong_country_needed": "skip",
    "wrong_country_region": "Africa",
    "wrong_country_unknown": "asdfgh",
    "choose_country_several": "Korea",
    "choose_country_unsure": "fr",
    "choose_country_nationality": "I'm Italian",
    "choose_country_place": "Texas",
    "choose_country_left": "born in Kenya",
    "wrong_category_missing": "!",
    "wrong_category_needed": "skip",
    "wrong_category_unknown": "banana",
    "wrong_category_number": "99",
    "choose_category_several": "deposit",
    "choose_category_unsure": "my device",
    "wrong_description_empty": "!",
    "wrong_description_needed": "skip",
    "wrong_description_short": "bad",
    "wrong_ticket_numbers_missing": "the one from March",
    "wrong_ticket_numbers_which": "yes",
    "wrong_ticket_numbers_short": "12",
    "wrong_ticket_numbers_phone": "+44 1632 960123",
    "wrong_ticket_numbers_amount": "$55667",
    "wrong_ticket_numbers_hash": "0x" + "ab12" * 16,
    "wrong_ticket_numbers_account": "AA77QX09BRTW31KD",
    "wrong_ticket_numbers_card": "4111111111111111",
    "wrong_occurred_empty": " ",
    "wrong_occurred_unclear": "banana",
    "wrong_occurred_future": "tomorrow",
    "wrong_individuals_empty": "!",
    "wrong_actions_taken_empty": " ",
    "wrong_desired_resolution_empty": " ",
}


def field_of(reason: str) -> str:
    return max((name for name in FIELDS if reason.startswith(name)), key=len)


def test_there_is_a_sentence_for_each_reason_and_no_other() -> None:
    assert RESPONSES.keys() == {f"utter_{name}" for name in EXAMPLES}


@pytest.mark.parametrize(("name", "text"), EXAMPLES.items())
def test_each_reason_fills_its_sentence(context: Context, name: str, text: str) -> None:
    kind, _, why = name.partition("_")
    reading = FIELDS[field_of(why)].read(text, context)
    assert isinstance(reading, Wrong if kind == "wrong" else Choose), reading
    assert reading.reason == why
    for variant in RESPONSES[f"utter_{name}"]:
        placeholders = {
            key for _, key, _, _ in string.Formatter().parse(variant["text"]) if key
        }
        assert placeholders <= reading.values.keys()
        assert "{" not in variant["text"].format(**reading.values)


def test_no_reason_in_the_code_is_without_an_example() -> None:
    reasons = {name.partition("_")[2] for name in EXAMPLES}
    prefixes = tuple(f"{name}_" for name in FIELDS)
    for module in (ROOT / "fields").rglob("*.py"):
        for piece in module.read_text(encoding="utf-8").split('"')[1::2]:
            if piece.startswith(prefixes) and piece.isidentifier():
                assert piece in reasons, f"{module.name}: {piece}"
