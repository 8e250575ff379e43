"""A name is kept as it is written; a text that is no name gets the reason."""

from collections.abc import Callable

import pytest

from fields import Reading
from tests.unit.fields.readings import choices, reason, value

Read = Callable[[str], Reading]


@pytest.mark.parametrize(
    "name",
    [
        "Ada Byron",
        "ada byron",
        "ADA BYRON",
        "Sukarno",
        "O",
        "Siobhán Ní Bhriain",
        "Pat O'Hara",
        "Pat O’Hara",
        "d'Artagnan",
        "Jean-Luc de la Fontaine",
        "Ludwig van der Berg",
        "Mohammed bin Salem",
        "J. R. Hartley",
        "Sammy Davis Jr.",
        "Trần Thị My",
        "Do An",
        "Will May",
        "Paris England",
        "Hartley, John",
        "Robert (Bob) Hartley",
        "Ann & Bob Hartley",
        "李小龙",
        "محمد علي",
        "Ольга Петрова",
        "प्रिया शर्मा",
        "Ada  Byron",
    ],
)
def test_a_name_is_kept_byte_for_byte(read: Read, name: str) -> None:
    if name == "O":
        assert choices(read(name), "full_name_single") == ["O"]
    else:
        assert value(read(name)) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("My name is Ada Byron", "Ada Byron"),
        ("my name's ada byron.", "ada byron"),
        ("It is Ada Byron, thanks", "Ada Byron"),
        ("its ada byron on the 5th", "ada byron"),
        ("Ada Byron here", "Ada Byron"),
        ("Ada Byron speaking, thank you", "Ada Byron"),
        ("I’m Ada Byron and I want my money", "Ada Byron"),
        ("I can't come on the 2nd, my name is Ada Byron", "Ada Byron"),
        ("Ada Byron is my full name", "Ada Byron"),
        ("Ada Byron, born on 10 December", "Ada Byron"),
        ("first name: Ada, last name: Byron", "Ada Byron"),
        ("Ada Byron\nIreland", "Ada Byron"),
        ("my name is Sukarno", "Sukarno"),
        ("Mrs Ada Byron", "Ada Byron"),
        ("Prof. Dr. Ada Byron", "Ada Byron"),
        ('"Ada Byron"', "Ada Byron"),
        ("🙂 Ada Byron 🙂", "Ada Byron"),
        ("Me llamo Ada Byron", "Ada Byron"),
    ],
)
def test_a_name_is_taken_out_of_what_stands_round_it(
    read: Read, text: str, name: str
) -> None:
    assert value(read(text)) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [("Hello, my name is Ada", "Ada"), ("I'm Ada", "Ada"), ("I'm furious", "furious")],
)
def test_a_single_word_in_passing_is_asked_about(
    read: Read, text: str, name: str
) -> None:
    assert choices(read(text), "full_name_single") == [name]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("ada@example.com", "full_name_email"),
        ("www.example.com", "full_name_email"),
        ("what is it for?", "full_name_question"),
        ("why would you ask that", "full_name_question"),
        ("anonymous", "full_name_refused"),
        ("I want to stay anonymous", "full_name_refused"),
        ("I'd rather not say", "full_name_refused"),
        ("skip", "full_name_refused"),
        ("12345", "full_name_digits"),
        ("Ada Byron 1815", "full_name_digits"),
        ("Ada = Byron", "full_name_character"),
        ("you have taken all of the money that was there", "full_name_sentence"),
        ("withdrawal", "full_name_sentence"),
        ("yes", "full_name_sentence"),
        ("Mr", "full_name_sentence"),
        ("", "full_name_empty"),
        ("...", "full_name_empty"),
        ("🙂", "full_name_empty"),
    ],
)
def test_what_is_no_name_says_why(read: Read, text: str, why: str) -> None:
    assert reason(read(text)) == why
