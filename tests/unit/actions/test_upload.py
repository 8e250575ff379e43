"""A link to add files: at the desk's public address, or a word that it has none."""

import asyncio

import pytest

from actions.case.upload import offer_upload, public_address
from actions.register.client import UploadLink

PATH = "/files/t0k-en"


@pytest.mark.parametrize(
    ("form", "address"),
    [
        ("https://desk.example.com/complaint", "https://desk.example.com/files/t0k-en"),
        ("https://example.com/desk/complaint", "https://example.com/desk/files/t0k-en"),
        ("http://localhost:8000/complaint", "http://localhost:8000/files/t0k-en"),
        ("", None),
        ("desk.example.com/complaint", None),
        ("javascript:alert(1)", None),
    ],
)
def test_the_link_lies_beside_the_form(form: str, address: str | None) -> None:
    assert public_address(PATH, form) == address


def test_a_whole_address_is_kept() -> None:
    whole = "https://files.example.com/files/t0k-en"
    assert public_address(whole, "https://desk.example.com/complaint") == whole


class FakeDesk:
    """A desk that knows one pair."""

    async def upload_link(self, reference: str, email: str) -> UploadLink | None:
        known = (reference, email) == ("KR-1", "ada@example.com")
        return UploadLink(PATH, "2025-01-17T12:00:00Z") if known else None


FORM = "https://desk.example.com/complaint"


@pytest.mark.parametrize(
    ("reference", "form", "response"),
    [
        ("KR-1", FORM, "utter_upload_link"),
        ("KR-1", "", "utter_upload_nowhere"),
        ("KR-2", FORM, "utter_case_unknown"),
    ],
)
def test_what_is_said(reference: str, form: str, response: str) -> None:
    answer = offer_upload(FakeDesk(), form, reference, "ada@example.com")  # type: ignore[arg-type]
    said = asyncio.run(answer)
    assert said.response == response
    if response == "utter_upload_link":
        assert said.values == {
            "url": "https://desk.example.com/files/t0k-en",
            "expires": "Friday 17 January 2025",
        }
