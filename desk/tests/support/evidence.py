"""Files to add to complaints, and a browser without JavaScript that adds them."""

import io
import zipfile
from pathlib import Path

import httpx2
from fastapi import FastAPI
from sqlalchemy import select

from desk.files.evidence import Evidence
from desk.models import EvidenceFile
from desk.storage.database import Database
from desk.tests.support.filing import BEARER

LINKS = "/api/v1/upload-links"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 40
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 40
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 40
OPEN_XML = "application/vnd.openxmlformats-officedocument.{}.main+xml"

Files = list[tuple[str, bytes]]


def zipped(**entries: str) -> bytes:
    """An archive; underscores in names stand for slashes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in entries.items():
            archive.writestr(name.replace("__", "/"), text)
    return target.getvalue()


def open_xml(main: str = "wordprocessingml.document", **more: str) -> bytes:
    """A document of Word, Excel or PowerPoint, as far as the desk looks."""
    types = f'<Types><Override ContentType="{OPEN_XML.format(main)}"/></Types>'
    return zipped(**{"[Content_Types].xml": types, "word/document.xml": "<w/>", **more})


def ask_for_link(
    client: httpx2.Client, reference: str, email: str = "ada@example.com"
) -> httpx2.Response:
    """What the assistant does."""
    question = {"reference": reference, "email": email}
    return client.post(LINKS, json=question, headers=BEARER)


def send(client: httpx2.Client, url: str, *files: tuple[str, bytes]) -> httpx2.Response:
    """Chooses files on the page and presses the button."""
    parts = [("files", (name, content)) for name, content in files]
    return client.post(url, files=parts, data={"step": "add"})


def close(client: httpx2.Client, url: str) -> httpx2.Response:
    """Presses "I have added everything"."""
    return client.post(url, files={"step": (None, "done")})


def kept(database: Database) -> list[EvidenceFile]:
    with database.reading() as session:
        return list(session.scalars(select(EvidenceFile).order_by(EvidenceFile.id)))


def folder_of(desk: FastAPI) -> Path:
    folder = desk.state.desk.evidence._store._folder
    assert isinstance(folder, Path)
    return folder


def contents(desk: FastAPI) -> list[Path]:
    return [path for path in folder_of(desk).rglob("*") if path.is_file()]


def download(desk: FastAPI, row: EvidenceFile) -> tuple[str, bytes]:
    evidence: Evidence = desk.state.desk.evidence
    got = evidence.download(row.complaint_id, row.id)
    assert got is not None
    return got.name, got.content
