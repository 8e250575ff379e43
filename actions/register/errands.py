"""Errands about a filed complaint: what the dialogue orders, done at the desk."""

from __future__ import annotations

import logging
from urllib.parse import urljoin

from actions.register.client import DeskClient, DeskEnded, DeskError, DeskRefused
from dialogue.errands import Errand, Order, Outcome, Report

logger = logging.getLogger(__name__)


async def carry_out(order: Order, desk: DeskClient, key: str, form_url: str) -> Report:
    """Does the errand, under the idempotency `key`, and reports what became of it.

    A pair of reference and e-mail that the desk does not know reveals nothing. `form_url`
    is the desk's form as clients reach it, beside which its pages lie.
    """
    try:
        return await _DOES[order.errand](order, desk, key, form_url)
    except (DeskEnded, DeskRefused) as refusal:
        logger.warning("an errand was refused: %s", refusal)
        return Report(Outcome.REFUSED, {})
    except DeskError as error:
        logger.warning("an errand was not done: %s", error)
        return Report(Outcome.UNAVAILABLE, {})


async def _status(order: Order, desk: DeskClient, key: str, form_url: str) -> Report:
    standing = await desk.status(order.reference, order.email)
    if standing is None:
        return _unknown()
    return Report(
        Outcome.DONE,
        {
            "reference": standing.reference,
            "stage": standing.status,
            "received": standing.received_at[:10],
            "acknowledge_by": standing.acknowledge_by,
            "resolve_by": standing.resolve_by,
        },
    )


async def _note(order: Order, desk: DeskClient, key: str, form_url: str) -> Report:
    added = await desk.add_note(key, order.reference, order.email, order.words)
    return _done() if added else _unknown()


async def _files(order: Order, desk: DeskClient, key: str, form_url: str) -> Report:
    link = await desk.upload_link(order.reference, order.email)
    if link is None:
        return _unknown()
    url = public_address(link.url, form_url)
    return Report(Outcome.DONE, {"url": url, "expires": link.expires_at[:10]})


async def _take_back(order: Order, desk: DeskClient, key: str, form_url: str) -> Report:
    pair = (order.reference, order.email)
    asked = await desk.request_withdrawal(key, *pair, order.words)
    return _done() if asked else _unknown()


async def _mail(order: Order, desk: DeskClient, key: str, form_url: str) -> Report:
    standing = await desk.status(order.reference, order.email)
    if standing is None:
        return _unknown()
    if standing.acknowledgement is None:
        return Report(Outcome.REFUSED, {})
    return Report(Outcome.DONE, {"state": standing.acknowledgement.state})


async def _resend(order: Order, desk: DeskClient, key: str, form_url: str) -> Report:
    again = await desk.send_acknowledgement_again(order.reference, order.email)
    if again is None:
        return _unknown()
    return Report(Outcome.DONE, {"state": again.state, "fresh": again.fresh})


_DOES = {
    Errand.STATUS: _status,
    Errand.NOTE: _note,
    Errand.FILES: _files,
    Errand.TAKE_BACK: _take_back,
    Errand.MAIL: _mail,
    Errand.RESEND: _resend,
}


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


def _done() -> Report:
    return Report(Outcome.DONE, {})


def _unknown() -> Report:
    return Report(Outcome.UNKNOWN, {})
