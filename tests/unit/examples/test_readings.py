"""Readings say what a message means; each act, field and mark in them is one that there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.examples.readings import STAGES, is_act, read_readings, reading_faults
from fields import FIELDS
from firm import topics_in

ROOT = Path(__file__).resolve().parents[3]
DOMAIN = ROOT / "domain.yml"
TOPICS = frozenset(topics_in(DOMAIN))
GOOD = """
at: country
rows:
  - voice: nurse, Dublin
    says: "[Ireland](country_lived), and how long does it take?"
    acts: [answer, ask how_long]
    offers: [Ireland, Iceland]
"""


def test_a_reading_is_what_was_said_and_what_it_means(tmp_path: Path) -> None:
    (tmp_path / "country.yml").write_text(GOOD)
    (reading,), faults = read_readings(tmp_path, TOPICS)
    assert faults == []
    assert reading.says == "Ireland, and how long does it take?"
    assert reading.acts == ("answer", "ask how_long")
    assert [span.label for span in reading.spans] == ["country_lived"]
    assert reading.offers == ("Ireland", "Iceland")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("at: country", "at: shoe_size", "the file's own name"),
        ("ask how_long", "ask how_wide", "no act 'ask how_wide'"),
        ("country_lived", "shoe_size", "no label 'shoe_size'"),
        ("offers:", "offer:", "no use for offer"),
        ("    voice:", "    who:", "voice, says and acts"),
        ("[answer, ask how_long]", "[]", "no act"),
        ("    offers:", "    field: shoe_size\n    offers:", "no field 'shoe_size'"),
    ],
)
def test_a_fault_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    text = GOOD.replace("  - voice:", "  -\n    voice:")
    assert old in text
    (tmp_path / "country.yml").write_text(text.replace(old, new))
    (found,) = reading_faults(tmp_path, DOMAIN)
    assert "country.yml" in str(found)
    assert fault in str(found)


def test_the_same_words_at_the_same_question_are_a_fault(tmp_path: Path) -> None:
    row = GOOD.split("rows:\n")[1]
    (tmp_path / "country.yml").write_text(GOOD + row)
    (found,) = reading_faults(tmp_path, DOMAIN)
    assert "row 2" in str(found)


@pytest.mark.parametrize(
    "act",
    [
        "answer",
        "answer none",
        "tell",
        "take 2",
        "take last",
        "volunteer email",
        "volunteer account_id none",
        "correct description add",
        "ask support_fees",
        "request submit",
    ],
)
def test_these_are_acts(act: str) -> None:
    assert is_act(act, TOPICS)


@pytest.mark.parametrize(
    "act",
    ["", "ask", "take", "take 0", "correct", "correct shoe_size", "ask support_x"],
)
def test_these_are_none(act: str) -> None:
    assert not is_act(act, TOPICS)


def test_our_readings_are_of_every_question_and_stage_in_many_voices() -> None:
    readings, faults = read_readings(ROOT / "data" / "en" / "readings", TOPICS)
    assert faults == []
    assert {reading.at for reading in readings} == {*FIELDS, *STAGES}
    assert len(readings) >= 2000
    assert len({reading.voice for reading in readings}) >= 80
