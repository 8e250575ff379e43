"""The schema of a complaint, and the complaint that the tests make from it."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from fields import FIELDS, Context, Kind, Value, as_read_by_staff
from firm import load_firm
from tests.complaint import said
from tests.system import ROOT

IDENTITY = ["email", "account_id", "full_name", "country"]


def _names(trait: str) -> list[str]:
    return [name for name, field in FIELDS.items() if getattr(field, trait)]


def test_who_the_client_is_comes_before_what_happened() -> None:
    assert _names("identity") == IDENTITY
    assert list(FIELDS)[: len(IDENTITY)] == IDENTITY
    assert _names("details") == [n for n in FIELDS if n not in (*IDENTITY, "category")]


def test_only_country_and_category_are_never_sealed() -> None:
    assert set(FIELDS) - set(_names("personal")) == {"country", "category"}


def test_another_system_that_handles_it_leaves_the_desk_who_to_answer() -> None:
    kept = set(FIELDS) - set(_names("forgotten"))
    assert kept == {"email", "full_name", "country", "category"}


def test_whatever_is_said_in_words_is_found_by_the_search() -> None:
    assert set(FIELDS) - set(_names("searched")) == {"country", "category", "occurred"}


def test_staff_read_who_then_about_what_then_the_texts() -> None:
    first = ["full_name", "email", "account_id", "country", "category", "occurred"]
    names = [field.name for field in as_read_by_staff()]
    assert names[: len(first)] == first
    assert sorted(names) == sorted(FIELDS)
    texts = [n for n in FIELDS if FIELDS[n].kind is Kind.LONG_TEXT]
    assert names[-len(texts) :] == texts


@pytest.mark.parametrize("name", FIELDS)
def test_words_that_could_not_be_read_take_the_shape_of_the_values(name: str) -> None:
    field = FIELDS[name]
    shape = dict if field.kind is Kind.DATE else type(field.empty)
    assert isinstance(field.as_typed("whatever"), shape)


def test_only_a_date_that_was_left_open_is_filed_as_none() -> None:
    filed = {name: field.filed(field.empty) for name, field in FIELDS.items()}
    assert [name for name, value in filed.items() if value is None] == ["occurred"]


@pytest.mark.parametrize("name", FIELDS)
def test_the_complaint_of_the_tests_reads_as_what_is_kept_of_it(name: str) -> None:
    now = datetime(2025, 1, 10, 12, tzinfo=timezone.utc)
    context = Context(load_firm(ROOT / "firm.yml"), now, "IE")
    one = said(name)
    assert FIELDS[name].read(one.typed, context) == Value(one.kept)
