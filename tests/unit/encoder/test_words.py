"""Words keep what belongs together, and marks go through labels and come back."""

import pytest

from bot.encoder.words import Word, labels_of, pieces_of_words, spans_of, words_of
from bot.examples.span import Span


def said(text: str) -> list[str]:
    return [text[start:end] for start, end in words_of(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Well, (call me) back!!", ["Well", "call", "me", "back"]),
        ("Dr. Chong's letter", ["Dr", "Chong", "letter"]),
        ("don’t, and Ann’s", ["don’t", "and", "Ann"]),
        ("Tom W. at 9 a.m.", ["Tom", "W.", "at", "9", "a.m."]),
        ("so do I.", ["so", "do", "I"]),
        ("ann.b@example.org's", ["ann.b@example.org"]),
        ("on 07/05/2026, 19:00", ["on", "07/05/2026", "19:00"]),
        ("#5520187: DPO/26/771", ["#5520187", "DPO/26/771"]),
        ("1,904.77 or 180 €", ["1,904.77", "or", "180", "€"]),
        ("Leeds,UK", ["Leeds", "UK"]),
        ("told me.They", ["told", "me", "They"]),
        ("yes—no…ok", ["yes", "no", "ok"]),
        ("中村 Haruki", ["中", "村", "Haruki"]),
        ("gone 😭😭", ["gone", "😭😭"]),
        ("…", []),
    ],
)
def test_words_are_what_a_mark_may_begin_and_end_with(text, words):
    assert said(text) == words


def test_marks_come_back_from_the_labels_of_their_words():
    text = "I'm Ann Lee, not Bo Lee; since Easter, since May."
    marks = [
        Span(4, 11, "own_name"),
        Span(17, 23, "other_name"),
        Span(25, 37, "when"),
        Span(39, 48, "when"),
    ]
    words = words_of(text)
    labels = labels_of(words, marks)
    assert labels[1:3] == ["B-own_name", "I-own_name"]
    assert list(spans_of(words, labels)) == marks


def test_two_spans_of_one_label_side_by_side_stay_two():
    words = words_of("A1 B2")
    marks = [Span(0, 2, "ticket"), Span(3, 5, "ticket")]
    assert list(spans_of(words, labels_of(words, marks))) == marks


def test_an_inside_label_after_another_kind_begins_a_mark():
    words = [Word(0, 1), Word(2, 3), Word(4, 5)]
    labels = ["B-when", "I-ticket", "I-ticket"]
    assert list(spans_of(words, labels)) == [Span(0, 1, "when"), Span(2, 5, "ticket")]


def test_each_word_has_its_own_pieces():
    # [start] "que" "ry" ":" "malt" "a." "ok" [end], the text beginning at 7.
    places = [(0, 0), (0, 3), (3, 5), (5, 6), (7, 11), (11, 13), (14, 16), (0, 0)]
    assert pieces_of_words([Word(0, 5), Word(7, 9)], places, offset=7) == [
        (4, 6),
        (6, 7),
    ]


def test_a_piece_across_two_words_belongs_to_both():
    assert pieces_of_words([Word(0, 2), Word(3, 5)], [(0, 5)]) == [(0, 1), (0, 1)]


def test_a_word_that_was_cut_off_has_no_pieces():
    assert pieces_of_words([Word(0, 2), Word(3, 5)], [(0, 2)]) == [(0, 1), (1, 1)]
