"""Marked stories are read to the letter, and faults are told with their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.examples.marked_stories import (
    LABELS,
    Span,
    read_marks,
    read_stories,
    story_faults,
)

ROOT = Path(__file__).resolve().parents[3]
GOOD = """
- voice: baker, Lyon
  asked: full_name
  text: "[Ana Silva](own_name), and [Sam](staff_name) hung up"
"""


def test_the_text_is_what_was_said_and_the_spans_are_where_it_was_said() -> None:
    text, spans = read_marks("I'm [Ana Silva](own_name) (yes, [me] too) (tel. 1)")
    assert text == "I'm Ana Silva (yes, [me] too) (tel. 1)"
    assert spans == (Span(4, 13, "own_name"),)
    assert text[spans[0].start : spans[0].end] == "Ana Silva"


@pytest.mark.parametrize(
    ("marked", "fault"),
    [
        ("[Ana](own_nam)", "no label 'own_nam'"),
        ("[Ana](own_name", "not whole"),
        ("[Ana [Silva](own_name)](own_name)", "not whole"),
        ("Ana](own_name)", "not whole"),
    ],
)
def test_a_mark_that_is_wrong_is_told(marked: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        read_marks(marked)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("full_name", "shoe_size", "no field 'shoe_size'"),
        ("baker, Lyon", '""', "has no voice"),
        ("voice:", "who:", "voice, asked and text"),
    ],
)
def test_a_fault_names_file_and_story(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    (tmp_path / "names.yml").write_text(GOOD.replace(old, new))
    (found,) = story_faults(tmp_path)
    assert "names.yml: story 1" in str(found)
    assert fault in str(found)


def test_the_same_story_twice_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(GOOD)
    (tmp_path / "b.yml").write_text(GOOD.replace("Ana Silva", "Ana  SILVA"))
    (found,) = story_faults(tmp_path)
    assert "b.yml: story 1" in str(found)
    assert "a.yml: story 1" in str(found)


def test_our_stories_have_every_label_in_many_voices() -> None:
    stories, faults = read_stories(ROOT / "data" / "en" / "stories")
    assert faults == []
    assert {span.label for story in stories for span in story.spans} == LABELS
    assert len({story.voice for story in stories}) >= 120
