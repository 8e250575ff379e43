"""What a browser posts: the fields of a form, as `application/x-www-form-urlencoded`."""

from urllib.parse import parse_qsl

from fastapi import Request
from starlette.exceptions import HTTPException

Posted = dict[str, str]
# Eleven fields, at most three inputs each, and those of the form itself.
_MOST_INPUTS = 60


class Unreadable(Exception):
    """It cannot be read; `status` is 400, or 413 for more than the desk takes."""

    def __init__(self, status: int) -> None:
        super().__init__(str(status))
        self.status = status


async def posted(request: Request) -> Posted | Unreadable:
    """Each field's text. A name that is given twice counts as given last.

    Browsers send every line break as CR LF, whatever was typed (HTML, "construct entry
    list"); it is made LF here, once, and nothing else is changed.
    """
    try:
        body = await request.body()
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_INPUTS,
        )
    except HTTPException as refusal:
        return Unreadable(refusal.status_code)
    except ValueError:
        return Unreadable(400)
    return {name: text.replace("\r\n", "\n") for name, text in pairs}
