"""Names of files as clients gave them: shown to people, never used as a path."""

import re
import unicodedata
from urllib.parse import quote

from desk.files.kinds import FileKind
from desk.files.limits import LONGEST_NAME

_UNSAFE = re.compile(r'[\\/:*?"<>|]+')


def cleaned(name: str) -> str:
    """The last part of a path, in visible characters and as long as file systems allow.

    Control and format characters are left out: one of them (U+202E) makes "exe.fdp"
    look like "pdf.exe".
    """
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(
        " " if unicodedata.category(sign).startswith("Z") else sign
        for sign in last
        if not unicodedata.category(sign).startswith("C")
    )
    plain = _UNSAFE.sub("_", seen).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if dot and len(ending) <= 10:
        return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"
    return plain[:LONGEST_NAME]


def download_name(name: str, kind: FileKind) -> str:
    """The name to save a file under: the client's, with the ending of the file's kind
    added unless it has it."""
    known = (kind.ending, ".jpeg") if kind.ending == ".jpg" else (kind.ending,)
    if name.lower().endswith(known):
        return name
    return f"{name or 'file'}{kind.ending}"


def disposition(name: str) -> str:
    """`Content-Disposition` for a download (RFC 6266, with the extended form of RFC 8187)."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    ascii_name = re.sub(r"[^A-Za-z0-9 ._()-]", "_", plain).strip() or "file"
    return f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name, safe='')}"
