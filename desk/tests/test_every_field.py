"""Each field of a complaint, filed by the API and by the form, is found wherever it is shown."""

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from desk.adapters.document import document_of
from desk.app import create_app
from desk.models import Complaint
from desk.search.find import Sought, matching
from desk.storage.database import Database
from desk.tests.conftest import Clock, Postbox
from desk.tests.support.complaint import answers_to, complaint_to
from desk.tests.support.exports import text_of as text_of_pdf
from desk.tests.support.filing import TOKEN, file
from desk.tests.support.forms import opened, press
from desk.tests.support.mails import html_of, text_of, words_of
from desk.tests.support.serving import until
from desk.tests.support.staffing import ConsolePage, sign_in_as
from desk.workers.mail import Pace
from fields import FIELDS, Kind
from firm import Firm
from tests.complaint import said

WAYS = ("api", "form")
PLACES = (
    "mail as text",
    "mail as HTML",
    "console",
    "PDF",
    "template of the regulation",
    "JSON",
    "CSV",
    "post to another system",
)
# There a country and a category stand as codes.
_OF_MACHINES = ("JSON", "CSV", "post to another system")
_CASE = "/console/complaints"


@pytest.fixture(scope="module")
def places(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, firm: Firm
) -> Iterator[dict[str, dict[str, str]]]:
    """What stands in each place about the complaint that came in each way."""
    copy = tmp_path_factory.mktemp("every-field") / "desk.db"
    shutil.copy(sqlite_template, copy)
    database, postbox = Database(f"sqlite:///{copy}"), Postbox()
    desk = create_app(
        firm=firm,
        database=database,
        token=TOKEN,
        delivery=postbox,
        files_dir=copy.with_name("files"),
        now=Clock(),
        pace=Pace(poll=0.02),
    )
    with TestClient(desk) as client:
        assert file(client, complaint_to(firm)).status_code == 201
        answers = answers_to(firm, description=said("description").typed)
        status, page = press(client, opened(client), **answers)
        assert status == 200
        assert press(client, page, "submit")[0] == 201
        for _ in until():
            if len(postbox.mails) == len(WAYS):
                break
        sign_in_as(client, "supervisor")
        yield {
            way: _of_mail(postbox, number) | _of_console(client, database, number)
            for number, way in enumerate(WAYS, 1)
        }
    database.close()


def _of_mail(postbox: Postbox, number: int) -> dict[str, str]:
    message = postbox.mails[number - 1][1]
    return {
        "mail as text": text_of(message),
        "mail as HTML": words_of(html_of(message)),
    }


def _of_console(client: httpx2.Client, database: Database, id_: int) -> dict[str, str]:
    def get(path: str) -> httpx2.Response:
        answer = client.get(path)
        assert answer.status_code == 200, answer.text
        return answer

    csv_ = get("/console/register.csv").content.decode("utf-8-sig")
    # The newest first.
    row = list(csv.DictReader(io.StringIO(csv_, newline="")))[-id_]
    with database.reading() as session:
        complaint = session.get_one(Complaint, id_)
    return {
        "console": ConsolePage(get(f"{_CASE}/{id_}").text).text,
        "search": "\n".join(n for n in FIELDS if id_ in _found(database, needle(n))),
        "PDF": text_of_pdf(get(f"{_CASE}/{id_}/export.pdf").content),
        "template of the regulation": text_of_pdf(get(f"{_CASE}/{id_}/annex").content),
        "JSON": _texts(get(f"{_CASE}/{id_}/export.json").json()),
        "CSV": _texts(row),
        "post to another system": _texts(document_of(complaint)),
    }


def _found(database: Database, typed: str) -> list[int]:
    with database.reading() as session:
        sought = Sought.read(typed, session.connection())
        assert sought is not None
        return list(session.scalars(select(Complaint.id).where(matching(sought))))


def _texts(document: Any) -> str:
    """A document with its texts as they are: no quotes and no line ends in code."""
    written = json.dumps(document, ensure_ascii=False)
    return written.replace("\\n", "\n").replace('\\"', '"')


def needle(name: str) -> str:
    """The longest words without a sign that the client said, the same in every place."""
    one = said(name)
    in_full = FIELDS[name].kind is Kind.ACCOUNT_ID
    words: list[str] = re.findall(
        r"[\w@.’'-]+(?: [\w@.’'-]+)*", str(one.kept) if in_full else one.typed
    )
    return max(words, key=len)


def shown(name: str, place: str, firm: Firm) -> str:
    """What has to stand in this place for this field."""
    if place in _OF_MACHINES and FIELDS[name].kind in (Kind.COUNTRY, Kind.CATEGORY):
        return str(complaint_to(firm)[name])
    return firm.categories[0].title if name == "category" else needle(name)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", FIELDS)
def test_it_stands_there(
    places: dict[str, dict[str, str]], firm: Firm, name: str, place: str, way: str
) -> None:
    assert shown(name, place, firm) in places[way][place]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", FIELDS)
def test_the_search_finds_it_by_what_is_searched(
    places: dict[str, dict[str, str]], name: str, way: str
) -> None:
    found = places[way]["search"].splitlines()
    assert (name in found) == FIELDS[name].searched
