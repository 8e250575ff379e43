"""Turns each utterance of the assistant into one event: text, buttons and card together."""

import json
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

from rasa.core.channels.channel import OutputChannel

from bot.chat.sentences import Sentences
from shield.turn_contract import ASKS, CARD, PROGRESS

log = logging.getLogger(__name__)

# The name that Rasa has for every chat, whatever the channel: stored conversations bear it.
CHANNEL = "webchat"
Offers = list[tuple[str, str]]
Say = Callable[[str, dict[str, Any], Offers], Awaitable[None]]


class TurnOutput(OutputChannel):
    """The output channel that Rasa speaks to. `say(session, body, offers)` stores and
    sends one event."""

    def __init__(self, say: Say, sentences: Sentences) -> None:
        self._say = say
        self._sentences = sentences

    @classmethod
    def name(cls) -> str:
        return CHANNEL

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        body = event_body(message)
        if body is not None:
            await self._say(recipient_id, body, offers_in(body, self._sentences))

    # Rasa calls send_response alone; the methods below serve code that speaks to the channel
    # directly, and make one event each.

    async def send_text_message(self, recipient_id: str, text: str, **_: Any) -> None:
        await self.send_response(recipient_id, {"text": text})

    async def send_text_with_buttons(
        self, recipient_id: str, text: str, buttons: list[dict[str, Any]], **_: Any
    ) -> None:
        await self.send_response(recipient_id, {"text": text, "buttons": buttons})

    async def send_quick_replies(
        self,
        recipient_id: str,
        text: str,
        quick_replies: list[dict[str, Any]],
        **_: Any,
    ) -> None:
        await self.send_response(recipient_id, {"text": text, "buttons": quick_replies})

    async def send_image_url(self, recipient_id: str, image: str, **_: Any) -> None:
        await self.send_response(recipient_id, {"image": image})

    async def send_attachment(
        self, recipient_id: str, attachment: str, **_: Any
    ) -> None:
        await self.send_response(recipient_id, {"attachment": attachment})

    async def send_custom_json(
        self, recipient_id: str, json_message: dict[str, Any], **_: Any
    ) -> None:
        await self.send_response(recipient_id, {"custom": json_message})

    async def send_elements(
        self, recipient_id: str, elements: Iterable[dict[str, Any]], **_: Any
    ) -> None:
        for element in elements:
            lines = (element.get("title"), element.get("subtitle"))
            await self.send_response(
                recipient_id,
                {
                    "text": "\n".join(line for line in lines if line),
                    "buttons": element.get("buttons"),
                },
            )


def event_body(message: Mapping[str, Any]) -> dict[str, Any] | None:
    """The event of one utterance; None when a client would see nothing of it.

    `message` is what Rasa hands over: text, buttons or quick_replies, custom, image,
    attachment. Only the keys card, asks and progress of `custom` are taken.
    """
    links = [message.get("image"), message.get("attachment")]
    lines = [message.get("text"), *(link for link in links if isinstance(link, str))]
    body: dict[str, Any] = {"text": "\n".join(line for line in lines if line)}
    buttons = [*(message.get("buttons") or ()), *(message.get("quick_replies") or ())]
    if buttons:
        body["buttons"] = [_button(button) for button in buttons]
    body.update(_extras(message.get("custom")))
    if not (body["text"] or "buttons" in body or CARD in body):
        return None
    # As a reader of the ledger will see it, so that a resumed turn can compare.
    plain: dict[str, Any] = json.loads(json.dumps(body, default=str))
    return plain


def _button(button: Mapping[str, Any]) -> dict[str, str]:
    title = str(button.get("title") or "")
    return {"title": title, "payload": str(button.get("payload") or title)}


def _extras(custom: object) -> dict[str, Any]:
    if not isinstance(custom, Mapping):
        return {}
    wanted = {CARD: Mapping, ASKS: str, PROGRESS: Mapping}
    extras: dict[str, Any] = {}
    for key, kind in wanted.items():
        value = custom.get(key)
        if isinstance(value, kind):
            extras[key] = value
        elif value is not None:
            log.warning(
                "custom key %s is %s and was left out", key, type(value).__name__
            )
    return extras


def offers_in(body: Mapping[str, Any], sentences: Sentences) -> Offers:
    """The payloads that an event allows its session to send, with the words on each button."""
    offers = [(b["payload"], b["title"]) for b in body.get("buttons", ())]
    rows = body.get(CARD, {}).get("rows")
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and row.get("edit_payload"):
            title = sentences.edit_row.format(label=row.get("label", ""))
            offers.append((str(row["edit_payload"]), title))
    return offers
