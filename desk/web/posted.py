"""Forms that a browser posts as `application/x-www-form-urlencoded`."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from fastapi import Request
from starlette.datastructures import ImmutableMultiDict
from starlette.exceptions import HTTPException

# `.get(name, "")` returns the last value of a name, `.getlist(name)` all of them.
Posted = ImmutableMultiDict[str, str]


@dataclass(frozen=True)
class FormReader:
    """Reads the inputs of a form, at most `most_inputs`; a dependency of routes.

    Browsers send every line break as CR LF, whatever was typed (HTML, "construct entry
    list"); here it becomes LF, once. The characters in `without` are left out. Nothing
    else is changed.
    """

    most_inputs: int
    without: str = ""

    async def __call__(self, request: Request) -> Posted:
        """The inputs. Raises HTTPException 400 if unreadable, 413 if too large."""
        if not hasattr(request.state, "posted"):
            request.state.posted = await self._read(request)
        posted: Posted = request.state.posted
        return posted

    async def _read(self, request: Request) -> Posted:
        try:
            pairs = parse_qsl(
                (await request.body()).decode("ascii"),
                keep_blank_values=True,
                errors="strict",
                max_num_fields=self.most_inputs,
            )
        except ValueError:
            raise HTTPException(400) from None
        return ImmutableMultiDict([(name, self._text(text)) for name, text in pairs])

    def _text(self, text: str) -> str:
        text = text.replace("\r\n", "\n")
        for sign in self.without:
            text = text.replace(sign, "")
        return text
