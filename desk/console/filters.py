"""Readers of addresses and inputs. An input that is empty, or that somebody filled with
nonsense by hand, counts as left out."""

import re
from datetime import date
from typing import Annotated

from fastapi import Path

# The largest INTEGER of both databases.
LARGEST = 2**31 - 1

# An id in the path of an address; another number is a 404.
Id = Annotated[int, Path(ge=1, le=LARGEST)]


def a_day(typed: str) -> date | None:
    """A day such as 2025-01-14."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    # Years in which every zone has instants.
    return day if 1900 <= day.year <= 9000 else None


def a_word(typed: str) -> str:
    """A name of the desk's own, such as of an action in the audit log; "" for anything else."""
    return typed if re.fullmatch("[a-z_]{1,100}", typed) else ""


def a_number(typed: str) -> int | None:
    """A number that can be an id, or None."""
    if not (typed.isascii() and typed.isdecimal()) or len(typed) > 10:
        return None
    number = int(typed)
    return number if 0 < number <= LARGEST else None
