"""What a browser posts to the console."""

from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, Request
from starlette.datastructures import ImmutableMultiDict
from starlette.exceptions import HTTPException

# A decision on many points has the most, a few inputs each.
_MOST_INPUTS = 1000

Sent = ImmutableMultiDict[str, str]


async def sent(request: Request) -> Sent:
    """The inputs of a form (`application/x-www-form-urlencoded`); line breaks are LF, and the
    sign NUL, which PostgreSQL cannot keep, is left out.

    `.get(name, "")` gives the last of a name, `.getlist(name)` all. Raises HTTPException 400
    when it cannot be read, 413 when it is too large.
    """
    if not hasattr(request.state, "sent"):
        try:
            pairs = parse_qsl(
                (await request.body()).decode("ascii"),
                keep_blank_values=True,
                errors="strict",
                max_num_fields=_MOST_INPUTS,
            )
        except ValueError:
            raise HTTPException(400) from None
        request.state.sent = ImmutableMultiDict(
            [
                (name, text.replace("\r\n", "\n").replace("\0", ""))
                for name, text in pairs
            ]
        )
    form: Sent = request.state.sent
    return form


Form = Annotated[Sent, Depends(sent)]
