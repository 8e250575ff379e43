"""Recognition of the two open office formats among ZIP archives, by their content.

Office Open XML (ECMA-376): the part `[Content_Types].xml` names the type of the main part.
OpenDocument (ISO/IEC 26300): the first entry `mimetype` holds the type.
"""

import io
import zipfile
import zlib

from desk.files.refusal import RefusalReason, Refused

_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."

# The ending of files, by media type.
ENDINGS = {
    f"{_OPEN_XML}wordprocessingml.document": ".docx",
    f"{_OPEN_XML}spreadsheetml.sheet": ".xlsx",
    f"{_OPEN_XML}presentationml.presentation": ".pptx",
    f"{_OPEN_DOCUMENT}text": ".odt",
    f"{_OPEN_DOCUMENT}spreadsheet": ".ods",
    f"{_OPEN_DOCUMENT}presentation": ".odp",
}

_TYPES_PART = "[Content_Types].xml"
_MOST_READ = 1024 * 1024
_LOCKED = 0x1  # ZIP, 4.4.4: bit 0 of the general purpose flag


def media_type_of(content: bytes) -> str:
    """The media type, a key of `ENDINGS`. Raises Refused for every other archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if any(entry.flag_bits & _LOCKED for entry in entries):
                raise Refused(RefusalReason.ENCRYPTED)
            names = {entry.filename for entry in entries}
            if _TYPES_PART in names:
                return _open_xml(_read(archive, _TYPES_PART), names)
            if "mimetype" in names:
                return _open_document(archive, names)
    except (zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError, OSError):
        raise Refused(RefusalReason.UNKNOWN) from None
    raise Refused(RefusalReason.ARCHIVE)


def _open_xml(types: str, names: set[str]) -> str:
    if "macroenabled" in types.lower() or any("vbaproject" in n.lower() for n in names):
        raise Refused(RefusalReason.MACROS)
    for media_type in ENDINGS:
        if f'"{media_type}.main+xml"' in types:
            return media_type
    raise Refused(RefusalReason.ARCHIVE)


def _open_document(archive: zipfile.ZipFile, names: set[str]) -> str:
    media_type = _read(archive, "mimetype").strip()
    if media_type not in ENDINGS:
        raise Refused(RefusalReason.ARCHIVE)
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        raise Refused(RefusalReason.MACROS)
    manifest = "META-INF/manifest.xml"
    # OpenDocument 1.3, part 2, 4.8.5: a locked document names how each entry is locked.
    if manifest in names and "encryption-data" in _read(archive, manifest):
        raise Refused(RefusalReason.ENCRYPTED)
    return media_type


def _read(archive: zipfile.ZipFile, name: str) -> str:
    with archive.open(name) as entry:
        return entry.read(_MOST_READ).decode("utf-8", "replace")
