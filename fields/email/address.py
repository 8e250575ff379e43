"""The e-mail address that the acknowledgement goes to."""

import re
from typing import Final

from email_validator import EmailNotValidError, validate_email

from fields.context import Context
from fields.email.domains import meant
from fields.reading import Choice, Choose, Reading, Stored, Value, Wrong, WrongKind
from fields.skipping import skips
from fields.text import APOSTROPHES, EAST_ASIAN_STOPS, fold, quoted
from fields.wording import words_of_field
from languages import Words

# An address is at most 254 characters (RFC 5321 with erratum 1690).
_CANDIDATE: Final = re.compile(
    r"[^\s<>()\[\]{},;:\"“”„«»|\\]{1,254}@[^\s<>()\[\]{};:\"“”„«»|\\@]{1,254}"
)
_SPACED_AT: Final = re.compile(
    r"(?<=[\w.+-])\s{1,3}@\s{0,3}(?=\w)|(?<=[\w.+-])@\s{1,3}(?=\w)"
)
_COMMA_FOR_DOT: Final = re.compile(
    r",(?=(?:com|net|org|co|de|fr|ie|uk|io|eu)\b)", re.IGNORECASE
)
_ENDS: Final = f".,!?*_~…/\\{APOSTROPHES}{EAST_ASIAN_STOPS}"
_HANDLE: Final = re.compile(r"(?:^|\s)@\w+")
_MOST_CHOICES: Final = 3


def read(text: str, context: Context) -> Reading:
    """The one address in the text, all in lower case.

    By RFC 5321 the part before the @ may be case-sensitive. No provider in use makes it
    so, and one spelling is needed to look a complaint up again.
    """
    words = words_of_field("email", context.language)
    found = _candidates(text, words)
    addresses: list[str] = []
    for candidate in _meant(found, text, words):
        address = _valid(candidate)
        if address is not None and address not in addresses:
            addresses.append(address)
    if len(addresses) > 1:
        several = addresses[:_MOST_CHOICES]
        return Choose("email_several", tuple(Choice(one, one) for one in several))
    if addresses:
        return _questioned(addresses[0])
    if found:
        return _refused(found[0])
    if _HANDLE.search(text):
        return Wrong("email_handle", {"given": quoted(text)})
    if skips(text, words.pieces["about"], context.language):
        return Wrong("email_needed", kind=WrongKind.NEEDED)
    return Wrong("email_missing")


def show(value: Stored, context: Context) -> str:
    """The address."""
    return value if isinstance(value, str) else ""


def _meant(found: list[str], text: str, words: Words) -> list[str]:
    """The addresses that are not denied ("a@example.com, not b@example.com")."""
    if len(found) < 2:
        return found
    kept = [
        one
        for one in found
        if not re.search(words.completed("denied", address=re.escape(one)), text)
    ]
    return kept or found


def _candidates(text: str, words: Words) -> list[str]:
    """Everything that looks like an address, also "name at example dot com"."""
    direct = [_trimmed(match.group()) for match in _CANDIDATE.finditer(text)]
    direct = [candidate for candidate in direct if not candidate.startswith("@")]
    if any(_valid(candidate) for candidate in direct):
        return direct
    patterns = words.patterns
    written = patterns["written_at"].sub("@", _SPACED_AT.sub("@", text))
    written = patterns["written_dot"].sub(".", written)
    written = patterns["only_at"].sub(r"\1@\2", written)
    spelt = [_trimmed(match.group()) for match in _CANDIDATE.finditer(written)]
    spelt = [candidate for candidate in spelt if not candidate.startswith("@")]
    return spelt if any(_valid(candidate) for candidate in spelt) else direct or spelt


def _trimmed(candidate: str) -> str:
    local, _, domain = candidate.rpartition("@")
    domain = _COMMA_FOR_DOT.sub(".", domain).split(",")[0]
    local = local.lstrip(_ENDS)
    return f"{local}@{domain.strip(_ENDS)}"


def _valid(candidate: str) -> str | None:
    try:
        checked = validate_email(candidate, check_deliverability=False)
    except (EmailNotValidError, UnicodeError, ValueError):
        return None
    return checked.normalized.lower()


def _questioned(address: str) -> Reading:
    local, _, domain = address.rpartition("@")
    likelier = meant(domain)
    if likelier is None:
        return Value(address)
    corrected = f"{local}@{likelier}"
    return Choose(
        "email_typo",
        (Choice(corrected, corrected), Choice(address, address)),
        {"given": address, "corrected": corrected},
    )


def _refused(candidate: str) -> Reading:
    local, _, domain = candidate.rpartition("@")
    likelier = meant(fold(domain).replace(" ", "")) if "." not in domain else None
    if likelier is not None:
        corrected = _valid(f"{local}@{likelier}")
        if corrected is not None:
            return Choose(
                "email_ending",
                (Choice(corrected, corrected),),
                {"given": quoted(candidate), "corrected": corrected},
            )
    if "." not in domain:
        return Wrong("email_incomplete", {"given": quoted(candidate)})
    return Wrong("email_invalid", {"given": quoted(candidate)})
