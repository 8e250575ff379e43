"""Reading a mail as its reader would: the words of its text part, the fields of its HTML."""

import re
from email.message import EmailMessage
from html.parser import HTMLParser


def text_of(message: EmailMessage) -> str:
    return _part(message, "plain")


def html_of(message: EmailMessage) -> str:
    return _part(message, "html")


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert isinstance(part, EmailMessage)
    # Lines end with CRLF on the way (RFC 2045, section 6.8).
    return str(part.get_content()).replace("\r\n", "\n")


def lines_of(text: str) -> list[str]:
    """Mail knows one kind of line end only, so the kind that was typed is not told."""
    return re.split(r"\r\n|\r|\n", text)


def block_after(text: str, label: str) -> list[str]:
    """The lines set in under a label of the text part, without their margin."""
    after = text.partition(f"\n{label}:\n")[2]
    block: list[str] = []
    for line in after.split("\n"):
        if not line.startswith("    "):
            break
        block.append(line[4:])
    return block


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._field: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._field = dict(attrs).get("id") if tag == "dd" else None

    def handle_endtag(self, tag: str) -> None:
        self._field = None

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self._field is not None:
            self.fields[self._field] = self.fields.get(self._field, "") + data


def fields_of(html: str) -> dict[str, str]:
    """What the HTML part shows for each field of the complaint."""
    return _read(html).fields


def words_of(html: str) -> str:
    """The HTML part's words, without tags."""
    return " ".join(" ".join(_read(html).words).split())


def tags_of(html: str) -> list[tuple[str, dict[str, str | None]]]:
    """The HTML part's tags in order, with their attributes."""
    return _read(html).tags


def _read(html: str) -> _Fields:
    reader = _Fields()
    reader.feed(html)
    reader.close()
    return reader
