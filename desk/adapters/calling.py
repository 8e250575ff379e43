"""Calls to other systems, with limits of time and size, and without redirections."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx2

from desk.adapters.posting import NotTaken

STEP_SECONDS = 15.0
WHOLE_SECONDS = 60.0
_LONGEST_WAIT = 24 * 3600.0
# Statuses that refuse the content: it would be refused again (RFC 9110, 15.5). The rest
# of 4xx concerns this moment, or our settings, which somebody can mend.
_FOR_GOOD = frozenset({400, 405, 406, 410, 411, 413, 414, 415, 422, 431, 501})


@asynccontextmanager
async def calls(
    step_seconds: float = STEP_SECONDS,
) -> AsyncIterator[httpx2.AsyncClient]:
    """An HTTP client for one post. It follows no redirection, which would take personal
    data and a secret to an address that firm.yml does not name."""
    async with httpx2.AsyncClient(
        timeout=step_seconds,
        follow_redirects=False,
        trust_env=False,
        headers={"User-Agent": "Redress"},
    ) as client:
        yield client


def check(answer: httpx2.Response) -> None:
    """Checks an answer. Raises NotTaken unless its status is 2xx."""
    code = answer.status_code
    if 200 <= code < 300:
        return
    wait = _asked_to_wait(answer) if code in (429, 503) else None
    raise NotTaken(f"HTTP {code}", for_good=code in _FOR_GOOD, wait=wait)


def _asked_to_wait(answer: httpx2.Response) -> float | None:
    """The wait of `Retry-After`, a number or a date (RFC 9110, 10.2.3), in seconds."""
    said = answer.headers.get("retry-after", "").strip()
    if said.isdigit():
        return min(float(said), _LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    seconds = (until - datetime.now(UTC)).total_seconds()
    return min(max(seconds, 0.0), _LONGEST_WAIT)
