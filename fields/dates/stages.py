"""A part of a longer stretch: "early March", "the end of last month"."""

import re
from datetime import timedelta
from typing import Final

from fields.dates.spans import Span

STAGE: Final = (
    r"(early|mid|late|(?:the )?(?:middle|beginning|start|end) of"
    r"|(?:the )?(?:first|last) (?:week|half|days|few days) of)?"
)
_WEEK: Final = timedelta(days=6)


def staged(span: Span, stage: str | None) -> Span:
    """The early, middle or late third of a span, as the words say; all of it without words."""
    first, last = span
    third = timedelta(days=max(1, ((last - first).days + 1) // 3))
    words = stage or ""
    if "first week" in words:
        return first, first + _WEEK
    if "last week" in words:
        return last - _WEEK, last
    if re.search(r"early|beginning|start|first", words):
        return first, first + third
    if "mid" in words:
        return first + third, last - third
    if re.search(r"late|end|last", words):
        return last - third, last
    return span
