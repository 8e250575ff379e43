"""Reasons why a file is not taken."""

from enum import StrEnum


class RefusalReason(StrEnum):
    """Reasons; names of sentences in wording/desk/files.yml."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    TOO_MUCH = "too_much"
    EXECUTABLE = "executable"
    MARKUP = "markup"
    ARCHIVE = "archive"
    ENCRYPTED = "encrypted"
    MACROS = "macros"
    OLD_OFFICE = "old_office"
    UNKNOWN = "unknown"
    BROKEN_OFF = "broken_off"


class Refused(Exception):
    """This file is not taken; others are not affected."""

    def __init__(self, reason: RefusalReason) -> None:
        super().__init__(reason.value)
        self.reason = reason
