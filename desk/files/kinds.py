"""Kinds of files, recognised by content; a file's name can only count against it.

Only the kinds listed here are taken: documents, pictures and plain text, nothing that runs.
"""

import re
import unicodedata
from dataclasses import dataclass

import puremagic

from desk.files import office
from desk.files.refusal import RefusalReason, Refused


@dataclass(frozen=True)
class FileKind:
    """A media type, and the ending that such files are downloaded with."""

    media_type: str
    ending: str


_TEXT = FileKind("text/plain", ".txt")
_BY_CONTENT = (
    FileKind("application/pdf", ".pdf"),
    FileKind("image/png", ".png"),
    FileKind("image/jpeg", ".jpg"),
    FileKind("image/gif", ".gif"),
    FileKind("image/webp", ".webp"),
    FileKind("image/heif", ".heic"),
)
_KINDS = {kind.media_type: kind for kind in (_TEXT, *_BY_CONTENT)} | {
    media_type: FileKind(media_type, ending)
    for media_type, ending in office.ENDINGS.items()
}

# Signatures are at the beginning; puremagic also looks at the end of its input.
_HEAD = 4096
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed")
_ARCHIVES = (b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(r"\s*<[a-z!?%]", re.IGNORECASE)
# Endings of texts that a double click would run, or a browser would show as a page.
_RUNNING = (
    *(".app", ".bat", ".cmd", ".com", ".cpl", ".desktop", ".exe", ".gadget", ".hta"),
    *(".inf", ".jar", ".js", ".jse", ".lnk", ".mjs", ".msi", ".pif", ".pl", ".ps1"),
    *(".psm1", ".py", ".rb", ".reg", ".scr", ".sh", ".url", ".vb", ".vbe", ".vbs"),
    *(".wsf", ".wsh"),
)
_PAGES = (
    *(".htm", ".html", ".mht", ".mhtml", ".php", ".shtml", ".svg", ".svgz", ".xht"),
    *(".xhtml", ".xml", ".xsl"),
)
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")


def kind_of(content: bytes, name: str) -> FileKind:
    """The kind of a whole file, given the client's name for it. Raises Refused."""
    if not content:
        raise Refused(RefusalReason.EMPTY)
    called = name.lower()
    if content.startswith(_PROGRAMS) or called.endswith(_RUNNING):
        raise Refused(RefusalReason.EXECUTABLE)
    if called.endswith(_PAGES):
        raise Refused(RefusalReason.MARKUP)
    if content.startswith(_ARCHIVES):
        raise Refused(RefusalReason.ARCHIVE)
    if content.startswith(_ZIP):
        return _KINDS[office.media_type_of(content)]
    if content.startswith(_OLE):
        # Word, Excel and PowerPoint lock a file with this stream (MS-OFFCRYPTO, 2.3.4).
        locked = "EncryptedPackage".encode("utf-16-le") in content
        raise Refused(RefusalReason.ENCRYPTED if locked else RefusalReason.OLD_OFFICE)
    guesses = {guess.mime_type for guess in puremagic.magic_string(content[:_HEAD])}
    for kind in _BY_CONTENT:
        if kind.media_type in guesses:
            return kind
    return _text(content)


def kind_named(media_type: str) -> FileKind:
    """The kind that was recorded with a file."""
    return _KINDS[media_type]


def _text(content: bytes) -> FileKind:
    encoding = "utf-16" if content.startswith(_BYTE_ORDER_MARKS) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise Refused(RefusalReason.UNKNOWN) from None
    if any(
        unicodedata.category(sign) == "Cc" and sign not in "\t\n\r\f"
        for sign in set(text)
    ):
        raise Refused(RefusalReason.UNKNOWN)
    if text.startswith("#!"):
        raise Refused(RefusalReason.EXECUTABLE)
    if _MARKUP.match(text):
        raise Refused(RefusalReason.MARKUP)
    if text.startswith("{\\rtf"):
        raise Refused(RefusalReason.OLD_OFFICE)
    return _TEXT
