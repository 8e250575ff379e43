"""Parser of `multipart/form-data` (RFC 7578) that reads a body as it arrives.

It hands a file on in pieces, keeps none whole in memory, and writes none anywhere.
"""

from typing import Protocol

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

_LONGEST_FIELD = 200
_MOST_PARTS = 100


class Unreadable(Exception):
    """The body is not the form that its header says it is."""


class Receiver(Protocol):
    """A taker of the files of a post, one after the other."""

    def begin(self, name: str) -> None:
        """Begins a file of this name."""

    def take(self, data: bytes) -> None:
        """Takes the next bytes of the file."""

    def end(self) -> None:
        """Ends the file: it is complete."""


class Reader:
    """Feeds the files of a body to a receiver, and its small fields to `fields`."""

    def __init__(self, content_type: str, receiver: Receiver) -> None:
        kind, options = parse_options_header(content_type)
        boundary = options.get(b"boundary", b"")
        if kind != b"multipart/form-data" or not boundary:
            raise Unreadable
        self.fields: dict[str, str] = {}
        self._receiver = receiver
        self._parts = 0
        self._header = bytearray()
        self._value = bytearray()
        self._headers: dict[bytes, bytes] = {}
        self._field: str | None = None
        self._text = bytearray()
        self._complete = False
        try:
            self._parser = MultipartParser(
                boundary,
                {
                    "on_part_begin": self._part_begins,
                    "on_header_field": self._on_header,
                    "on_header_value": self._on_value,
                    "on_header_end": self._header_ends,
                    "on_headers_finished": self._headers_end,
                    "on_part_data": self._on_data,
                    "on_part_end": self._part_ends,
                    "on_end": self._ends,
                },
            )
        except FormParserError:
            raise Unreadable from None

    def feed(self, data: bytes) -> None:
        """Reads the next bytes. Raises Unreadable, and what the receiver raises."""
        try:
            self._parser.write(data)
        except FormParserError:
            raise Unreadable from None

    def finish(self) -> None:
        """Ends the body. Raises Unreadable when the form in it is not complete."""
        if not self._complete:
            raise Unreadable

    def _part_begins(self) -> None:
        self._parts += 1
        if self._parts > _MOST_PARTS:
            raise Unreadable
        self._headers = {}

    def _on_header(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _on_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_ends(self) -> None:
        self._headers[bytes(self._header).lower()] = bytes(self._value)
        self._header.clear()
        self._value.clear()

    def _headers_end(self) -> None:
        _, options = parse_options_header(
            self._headers.get(b"content-disposition", b"")
        )
        if b"filename" in options:
            self._field = None
            # Browsers send the name as UTF-8 (HTML, "multipart/form-data encoding").
            self._receiver.begin(options[b"filename"].decode("utf-8", "replace"))
        else:
            self._field = options.get(b"name", b"").decode("utf-8", "replace")
            self._text.clear()

    def _on_data(self, data: bytes, start: int, end: int) -> None:
        if self._field is None:
            self._receiver.take(data[start:end])
        elif len(self._text) < _LONGEST_FIELD:
            self._text += data[start:end]

    def _part_ends(self) -> None:
        if self._field is None:
            self._receiver.end()
        else:
            self.fields[self._field] = self._text.decode("utf-8", "replace")

    def _ends(self) -> None:
        self._complete = True
