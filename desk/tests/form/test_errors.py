"""Wrong answers: each is named, said how to mend, and nothing that was typed is lost."""

import re

import pytest
import yaml
from fastapi.testclient import TestClient

from desk.storage.database import Database
from desk.tests.conftest import ROOT
from desk.tests.form.test_pages import count, filed
from desk.tests.support.complaint import answers_to
from desk.tests.support.forms import Page, opened, press
from fields import FIELDS
from firm import Firm


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    """Nothing here depends on the kind of database."""
    return sqlite_database


SENTENCES = yaml.safe_load((ROOT / "data/en/responses/fields.yml").read_text())
# What is typed, the reason that `fields` gives, and a word that fills its sentence.
WRONG = {
    "email": ("ada at home", "email_missing", ""),
    "account_id": ("AA12", "account_id_missing", "Public Account ID"),
    "full_name": ("12345", "full_name_digits", ""),
    "country": ("Atlantis", "country_unknown", "Atlantis"),
    "category": ("", "category_missing", ""),
    "description": ("Help", "description_short", "Help"),
    "ticket_numbers": ("12", "ticket_numbers_short", "12"),
    "occurred": ("purple", "occurred_unclear", ""),
    "individuals": ("?!", "individuals_empty", ""),
}


def is_the_sentence_of(reason: str, said: str) -> bool:
    """Whether this is the conversation's sentence, with every placeholder filled."""
    sentence = SENTENCES["responses"][f"utter_wrong_{reason}"][0]["text"]
    words = [re.escape(part) for part in re.split(r"\{\w+\}", sentence)]
    return re.fullmatch("[^{}]+".join(words), said) is not None


@pytest.mark.parametrize("name", WRONG)
def test_each_wrong_answer_is_said_how_to_mend_and_every_answer_stays(
    client: TestClient, database: Database, firm: Firm, name: str
) -> None:
    typed, reason, filled = WRONG[name]
    answers = answers_to(firm, **{name: typed})
    status, page = press(client, opened(client), **answers)
    assert status == 422
    assert is_the_sentence_of(reason, page.error(name))
    assert filled in page.error(name)
    assert page.texts["title"].startswith("Error: ")
    assert "summary" in page.focused
    # Linked from the summary, and the only one there.
    assert [link for link in page.links if link.startswith("#")] == [
        "#main",
        f"#{name}",
    ]
    assert page.html.count(page.error(name).replace("'", "&#39;")) == 2
    assert (
        f'aria-describedby="{name}-hint {name}-error" aria-invalid="true"' in page.html
    )
    assert page.close_form().items() >= answers.items()
    assert count(database) == 0
    # Mended on that page, it goes on.
    status, _ = press(client, page, **answers_to(firm))
    assert status == 200


def test_an_empty_form_names_all_that_is_needed_and_nothing_else(
    client: TestClient,
) -> None:
    status, page = press(client, opened(client))
    assert status == 422
    needed = [name for name, field in FIELDS.items() if not field.optional]
    assert [name for name in FIELDS if page.error(name)] == needed
    assert "{" not in page.html


def test_an_answer_may_be_blank_to_the_eye_only_where_it_is_optional(
    client: TestClient, firm: Firm
) -> None:
    blank = {name: " \n " if name == "actions_taken" else " " for name in FIELDS}
    status, page = press(client, opened(client), **blank)
    assert status == 422
    needed = [name for name, field in FIELDS.items() if not field.optional]
    assert [name for name in FIELDS if page.error(name)] == needed


@pytest.mark.parametrize(
    ("name", "typed", "choice", "stored"),
    [
        ("email", "ada@gmial.com", "ada@gmail.com", "ada@gmail.com"),
        ("email", "ada@gmial.com", "ada@gmial.com", "ada@gmial.com"),
        ("country", "Korea", "South Korea", "KR"),
    ],
)
def test_a_question_back_is_answered_by_choosing(
    client: TestClient,
    database: Database,
    firm: Firm,
    name: str,
    typed: str,
    choice: str,
    stored: str,
) -> None:
    answers = answers_to(firm, **{name: typed})
    status, page = press(client, opened(client), **answers)
    assert status == 422
    assert page.error(name)
    assert choice in page.options[f"{name}_choice"]
    # Choosing nothing asks again.
    again, page = press(client, page)
    assert again == 422
    status, page = press(client, page, **{f"{name}_choice": choice})
    assert status == 200
    press(client, page, "submit")
    assert getattr(filed(database)[0], name) == stored


def test_a_choice_that_was_not_offered_is_not_taken(
    client: TestClient, firm: Firm
) -> None:
    answers = answers_to(firm, country="Korea", country_choice="Ireland")
    status, _ = press(client, opened(client), **answers)
    assert status == 422


def test_a_choice_does_not_outlive_the_words_that_it_was_about(
    client: TestClient, database: Database, firm: Firm
) -> None:
    _, page = press(client, opened(client), **answers_to(firm, country="Korea"))
    _, page = press(client, page, country="Portugal", country_choice="South Korea")
    press(client, page, "submit")
    assert filed(database)[0].country == "PT"


def test_after_two_failed_tries_an_answer_is_taken_as_typed_and_flagged(
    client: TestClient, database: Database, firm: Firm
) -> None:
    answers = answers_to(firm, email="ada at home", country="Atlantis")
    _, page = press(client, opened(client), **answers)
    assert "email_as_typed" not in page.options
    _, page = press(client, page)
    assert page.options["email_as_typed"] == page.options["country_as_typed"] == ["yes"]
    assert "full_name_as_typed" not in page.options
    status, page = press(client, page, email_as_typed="yes", country_as_typed="yes")
    assert status == 200
    assert page.definitions["E-mail"] == "ada at home (as you typed it)"
    status, receipt = press(client, page, "submit")
    assert status == 201
    assert "may not reach you" in receipt.html
    (complaint,) = filed(database)
    assert (complaint.email, complaint.country) == ("ada at home", "Atlantis")
    assert complaint.flags == ["country", "email"]


def test_after_two_failed_tries_who_they_are_may_be_left_open(
    client: TestClient, database: Database, firm: Firm
) -> None:
    open_ = ("account_id", "full_name", "country")
    answers = answers_to(firm, **dict.fromkeys(open_, " "))
    _, page = press(client, opened(client), **answers)
    assert not {f"{name}_as_typed" for name in open_} & page.options.keys()
    _, page = press(client, page)
    assert "Leave it open; an official may ask you for it" in page.html
    status, page = press(
        client, page, **dict.fromkeys((f"{n}_as_typed" for n in open_), "yes")
    )
    assert status == 200
    assert page.definitions["Full name"] == "Not given"
    assert press(client, page, "submit")[0] == 201
    (complaint,) = filed(database)
    assert complaint.not_given == sorted(open_)


def test_an_empty_e_mail_is_never_taken_as_typed(
    client: TestClient, firm: Firm
) -> None:
    _, page = press(client, opened(client), **answers_to(firm, email=" "))
    _, page = press(client, page)
    assert "email_as_typed" not in page.options
    assert press(client, page, email_as_typed="yes")[0] == 422


@pytest.mark.parametrize("name", [name for name in FIELDS if name != "category"])
def test_too_long_an_answer_is_named_and_kept(
    client: TestClient, firm: Firm, name: str
) -> None:
    answers = answers_to(firm, **{name: "zzzz " * 4001})
    status, page = press(client, opened(client), **answers)
    assert status == 422
    assert page.error(name) == "This has 20005 characters; please shorten it to 20000."
    assert page.close_form()[name] == answers[name]


def test_the_longest_description_that_is_allowed_is_filed(
    client: TestClient, database: Database, firm: Firm
) -> None:
    longest = ("ab\n😀 " * 4000)[:20_000]
    _, page = press(client, opened(client), **answers_to(firm, description=longest))
    press(client, page, "submit")
    assert filed(database)[0].description == longest


HOSTILE = "\"><script>alert(1)</script>'<img src=x onerror=alert(2)>{{ 7*7 }}{firm}"


@pytest.mark.parametrize("name", list(FIELDS))
def test_hostile_words_stay_words_on_every_page(
    client: TestClient, firm: Firm, name: str
) -> None:
    answers = answers_to(firm, **{name: HOSTILE})
    _, page = press(client, opened(client), **answers)
    pages = [page]
    if page.buttons == ["check"]:
        pages.append(press(client, page)[1])
        pages.append(press(client, pages[-1], **{f"{name}_as_typed": "yes"})[1])
    if "submit" in pages[-1].buttons:
        pages.append(press(client, pages[-1], "submit")[1])
    for one in pages:
        assert not {"script", "img"} & set(one.tags)
        assert "49" not in one.texts.get(f"{name}-error", "")


def test_a_nul_is_refused_in_words(client: TestClient, firm: Firm) -> None:
    answers = answers_to(firm, description="What a \0 day it was")
    status, page = press(client, opened(client), **answers)
    assert status == 422
    assert "not text" in page.error("description")


def test_odd_values_of_the_form_s_own_fields_do_no_harm(
    client: TestClient, firm: Firm
) -> None:
    for odd in ({"tries": "-1"}, {"tries": "9" * 999}, {"category": "'; --"}):
        _, page = press(client, opened(client), **{**answers_to(firm), **odd})
        assert isinstance(page, Page)
        assert page.texts["h1"]
