"""Tickets at Zendesk, by its Ticketing API
(https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/).

Each complaint has exactly one ticket. Zendesk keeps an `Idempotency-Key` for two hours
only, so from the second attempt on the ticket is first looked for by its `external_id`,
the reference. A note is a comment of the ticket's requester. Zendesk has no keys for
comments, so each carries its own in the metadata of its audit, where a repeated attempt
finds it.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2

from desk.adapters.calling import calls, check
from desk.adapters.posting import NotTaken, Post
from desk.models import DeliveryEvent
from desk.words.firm_words import FirmWords
from desk.words.templates import templates
from desk.words.wording import Place, Wording
from fields import Field, Kind, as_read_by_staff
from firm import Firm

_TEMPLATES = Path(__file__).parent / "templates"
# The most items that a page of Zendesk's API holds.
_PAGE = 100
_MOST_PAGES = 50


class Zendesk:
    """Posts to the account at `url` (https://<subdomain>.zendesk.com) in the agent's name."""

    def __init__(self, url: str, user: str, token: str, firm: Firm) -> None:
        self._tickets = f"{url.rstrip('/')}/api/v2/tickets"
        # https://developer.zendesk.com/api-reference/introduction/security-and-auth/
        self._sign_in = httpx2.BasicAuth(f"{user}/token", token)
        self._words = FirmWords(firm)
        self._wording = Wording(firm)
        self._templates = templates(_TEMPLATES, writes="text")

    async def post(self, post: Post) -> str | None:
        """Posts as `Adapter.post` says; returns the number of the ticket."""
        async with calls() as client:
            client.auth = self._sign_in
            if post.event is DeliveryEvent.NOTE:
                return await self._comment(client, post)
            known = await self._known(client, post) if post.attempt > 1 else None
            return known or await self._create(client, post)

    async def _known(self, client: httpx2.AsyncClient, post: Post) -> str | None:
        answer = await client.get(self._tickets, params={"external_id": post.reference})
        tickets = _json(answer).get("tickets") or []
        return str(tickets[0]["id"]) if tickets else None

    async def _create(self, client: httpx2.AsyncClient, post: Post) -> str:
        category = str(post.data["category"])
        ticket: dict[str, Any] = {
            "subject": self._write("subject", post).strip(),
            "comment": {"body": self._write("comment", post)},
            "external_id": post.reference,
            "tags": ["redress", f"complaint_{category}"],
        }
        if post.address is not None:
            # Zendesk finds the user by this e-mail, or makes a new one.
            name = str(post.data["full_name"]).strip() or post.address
            ticket["requester"] = {"name": name, "email": post.address}
        answer = await client.post(
            self._tickets,
            json={"ticket": ticket},
            headers={"Idempotency-Key": post.key},
        )
        return str(_json(answer)["ticket"]["id"])

    async def _comment(self, client: httpx2.AsyncClient, post: Post) -> str:
        if post.remote_id is None:
            # The desk made no ticket: it was made by hand, or the desk joined later.
            known = await self._known(client, post)
            if known is None:
                raise NotTaken("NoTicket", for_good=True)
            ticket_id = known
        else:
            ticket_id = post.remote_id
        ticket = f"{self._tickets}/{ticket_id}"
        if post.attempt > 1 and await self._has_comment(client, ticket, post.key):
            return ticket_id
        requester = _json(await client.get(ticket))["ticket"]["requester_id"]
        comment = {
            "body": self._templates.get_template("zendesk.note").render(
                note=post.data["note"]
            ),
            "author_id": requester,
            "public": True,
        }
        answer = await client.put(
            ticket,
            json={"ticket": {"comment": comment, "metadata": {"redress": post.key}}},
        )
        _json(answer)
        return ticket_id

    async def _has_comment(
        self, client: httpx2.AsyncClient, ticket: str, key: str
    ) -> bool:
        for page in range(1, _MOST_PAGES + 1):
            answer = await client.get(
                f"{ticket}/audits", params={"page": page, "per_page": _PAGE}
            )
            said = _json(answer)
            for audit in said["audits"]:
                custom = (audit.get("metadata") or {}).get("custom") or {}
                if custom.get("redress") == key:
                    return True
            if not said.get("next_page"):
                return False
        return False

    def _write(self, part: str, post: Post) -> str:
        data = post.data
        return self._templates.get_template(f"zendesk.{part}").render(
            complaint=data,
            details=data["details"],
            category=self._words.category(data["category"]),
            rows=list(self._rows(data)),
            has_address=post.address is not None,
        )

    def _rows(self, data: dict[str, Any]) -> Iterator[tuple[Field, str, str]]:
        """The answers beside the story: field, label and text; the category comes
        first, and optional ones that were left open are not there."""
        fields = as_read_by_staff()
        for field in sorted(fields, key=lambda one: one.kind is not Kind.CATEGORY):
            value = (data["details"] if field.details else data)[field.name]
            text = self._words.answer(field, value, between=", ")
            if field.name == "description" or (field.optional and not text):
                continue
            label = self._wording.label(field.name, Place.HELP_DESK)
            yield field, label, text or self._wording.empty


def _json(answer: httpx2.Response) -> dict[str, Any]:
    """The answer's JSON object. Raises NotTaken if it is a failure or no object."""
    check(answer)
    try:
        said = answer.json()
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise NotTaken("NoJson") from None
    if not isinstance(said, dict):
        raise NotTaken("NoJson")
    return said
