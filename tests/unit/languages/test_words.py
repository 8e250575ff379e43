"""Word lists and patterns, read from a file."""

from pathlib import Path

import pytest

from fields.wording import prepare
from languages import WordingError, Words, known_languages, read_words
from languages.words import read_words as read

SKIPPING = "fields/skipping.yml"


def written(data: Path, text: str) -> Words:
    """The words of a file that says this."""
    (data / "en/wording/fields/odd.yml").write_text(text, encoding="utf-8")
    return read("fields/odd.yml", data=data)


def test_lists_and_tables_keep_their_order(data: Path) -> None:
    words = read_words(SKIPPING, data=data)
    assert words.lists["nothing"] == ("none", "no", "nothing")
    assert words.sets["nothing"] == {"none", "no", "nothing"}
    assert words.tables["counts"] == {"one": 1, "two": 2}


def test_a_pattern_is_filled_with_pieces_lists_and_tables(data: Path) -> None:
    words = read_words(SKIPPING, data=data)
    whole = words.patterns["whole"]
    assert whole.fullmatch("NO please thanks")
    assert whole.fullmatch("skip")
    assert not whole.fullmatch("skip please please please")
    by_words, by_digits = words.ways["counted"]
    assert by_words.fullmatch("two times")
    assert by_digits.fullmatch("2 times")


def test_a_template_waits_for_its_last_piece(data: Path) -> None:
    words = read_words(SKIPPING, data=data)
    assert words.completed("none_of", about="tickets?") == (
        "no tickets? (?:please|thanks)"
    )


def test_signs_of_no_language_are_pieces_too(data: Path) -> None:
    (data / "en/wording/fields/odd.yml").write_text("patterns: {dash: '[{dashes}]'}")
    words = read_words("fields/odd.yml", signs={"dashes": "\u2013"}, data=data)
    assert words.patterns["dash"].fullmatch("\u2013")


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        ("patterns: {whole: '(open'}", "patterns.whole", "is no pattern"),
        ("patterns: {whole: '{absent} x'}", "patterns.whole", "no piece 'absent'"),
        ("lists: {nothing: [no, none]}", "lists.nothing", "False is no word"),
        ("ways: {ago: ['fine', '*']}", "ways.ago[1]", "is no pattern"),
        ("lists: {nothing: [TODO]}", "lists.nothing[0]", "is not translated yet"),
        ("lists: [", "", "is no YAML"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_its_key(
    data: Path, text: str, key: str, reason: str
) -> None:
    with pytest.raises(WordingError) as caught:
        written(data, text)
    assert f"odd.yml: {key}" in str(caught.value)
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    "language", [x for x, one in known_languages().items() if one["spoken"]]
)
def test_the_words_of_every_spoken_language_can_be_used(language: str) -> None:
    prepare(language)
