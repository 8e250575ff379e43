"""Offering a link by which a client adds files to a filed complaint."""

from __future__ import annotations

from urllib.parse import urljoin

from actions.form.speech import Utterance
from actions.register.client import DeskClient
from actions.turns.wording import day_in_words


async def offer_upload(
    desk: DeskClient, form_url: str, reference: str, email: str
) -> Utterance:
    """The utterance with the link, or that there is none. A wrong pair reveals nothing.

    Raises DeskUnavailable or DeskRefused.
    """
    link = await desk.upload_link(reference, email)
    if link is None:
        return Utterance("utter_case_unknown")
    url = public_address(link.url, form_url)
    if url is None:
        return Utterance("utter_upload_nowhere")
    expires = day_in_words(link.expires_at[:10])
    return Utterance("utter_upload_link", {"url": url, "expires": expires})


def public_address(path: str, form_url: str) -> str | None:
    """The address of a page of the desk as clients reach it.

    The desk does not know the name under which it is reached; the address that was set
    for its form, beside which its other pages lie, has it. None when none was set.
    """
    if path.startswith(("https://", "http://")):
        return path
    if not form_url.startswith(("https://", "http://")):
        return None
    return urljoin(form_url, path.lstrip("/"))
