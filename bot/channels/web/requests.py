"""Reads clients' requests, and refuses those that break the contract."""

import json
import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sanic.exceptions import PayloadTooLarge
from sanic.request import Request

from bot.channels.web.problems import Problem
from bot.chat.records import is_storable

# 8,000 characters are at most 96,000 bytes of JSON, when each is two \\uXXXX escapes.
BODY_BYTES = 131_072
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_LOCALE = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8}){0,3}")
_TIMEZONE = re.compile(r"(?=.{1,64}$)[A-Z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+){0,2}")


@dataclass(frozen=True)
class Inbound:
    """A posted message: `id` a UUID in lower case, `text` as typed, `payload` of a press."""

    id: str
    text: str
    payload: str | None


async def read_json(request: Request, optional: bool = False) -> dict[str, Any]:
    """The body's JSON object; raises Problem 413 or 400. An `optional` body may be empty.

    The size limit is the connection's, which the routes set to BODY_BYTES.
    """
    try:
        await request.receive_body()
    except PayloadTooLarge:
        raise Problem(413, "too_large") from None
    if optional and not request.body:
        return {}
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        raise Problem(400, "not_json") from None
    if not isinstance(body, dict):
        raise Problem(400, "not_json")
    return body


def read_message(body: dict[str, Any], longest: int) -> Inbound:
    """The message in a body; raises Problem 413 or 422. `longest` in characters."""
    message_id, text = body.get("id"), body.get("text", "")
    payload = body.get("payload")
    if not isinstance(message_id, str) or not _UUID.fullmatch(message_id):
        raise Problem(422, "not_a_message")
    if not isinstance(text, str) or not isinstance(payload, (str, type(None))):
        raise Problem(422, "not_a_message")
    if len(text) > longest or len(payload or "") > longest:
        raise Problem(413, "too_long", limit=f"{longest:,}")
    if payload is None and not text.strip():
        raise Problem(422, "empty")
    if not is_storable(text) or not is_storable(payload or ""):
        raise Problem(422, "unstorable")
    return Inbound(str(UUID(message_id)), text, payload)


def read_locale(body: dict[str, Any]) -> str | None:
    """A BCP 47 tag for the assistant, or None when there is none that looks like one."""
    locale = body.get("locale")
    if isinstance(locale, str) and _LOCALE.fullmatch(locale):
        return locale
    return None


def read_timezone(body: dict[str, Any]) -> str | None:
    """The IANA name of the client's time zone, if it is there; raises Problem 422."""
    timezone = body.get("timezone")
    if timezone is None:
        return None
    if not isinstance(timezone, str) or not _TIMEZONE.fullmatch(timezone):
        raise Problem(422, "not_a_timezone")
    try:
        return ZoneInfo(timezone).key
    except (OSError, ValueError, KeyError):
        raise Problem(422, "not_a_timezone") from None


def read_position(request: Request) -> int:
    """The last event that the client has: `?after=`, or Last-Event-ID when it is further."""
    given = (request.args.get("after"), request.headers.get("last-event-id"))
    positions = [0]
    for position in given:
        if position:
            if not re.fullmatch(r"[0-9]{1,9}", position):
                raise Problem(400, "bad_position")
            positions.append(int(position))
    return max(positions)
