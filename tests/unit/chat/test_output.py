"""One utterance of the assistant is one event."""

import asyncio
from typing import Any

import pytest

from bot.chat.output import TurnOutput, event_body, offers_in
from bot.chat.sentences import load_sentences

SENTENCES = load_sentences()
CARD = {
    "type": "support",
    "topic": "fees",
    "title": "Fees",
    "url": "https://example.com",
}


def test_text_buttons_and_card_are_one_event() -> None:
    body = event_body(
        {
            "text": "Which one?",
            "buttons": [{"title": "A", "payload": "/a", "type": "postback"}],
            "custom": {
                "card": CARD,
                "asks": "category",
                "progress": {"step": 1, "of": 9},
            },
            "utter_action": "utter_ask_category",
            "elements": [],
            "image": None,
        }
    )
    assert body == {
        "text": "Which one?",
        "buttons": [{"title": "A", "payload": "/a"}],
        "card": CARD,
        "asks": "category",
        "progress": {"step": 1, "of": 9},
    }


@pytest.mark.parametrize(
    "custom", [{"blocks": []}, {"card": "x"}, {"asks": 7}, [], "x", None]
)
def test_other_custom_keys_and_wrong_kinds_are_left_out(custom: Any) -> None:
    assert event_body({"text": "Hello", "custom": custom}) == {"text": "Hello"}


@pytest.mark.parametrize(
    "message",
    [{}, {"text": ""}, {"text": None, "custom": {"asks": "email"}}, {"buttons": []}],
)
def test_what_nobody_would_see_is_no_event(message: dict[str, Any]) -> None:
    assert event_body(message) is None


def test_quick_replies_are_buttons_and_an_image_is_its_address() -> None:
    body = event_body(
        {
            "text": "Look",
            "image": "https://example.com/a.png",
            "quick_replies": [{"title": "Ok"}],
        }
    )
    assert body == {
        "text": "Look\nhttps://example.com/a.png",
        "buttons": [{"title": "Ok", "payload": "Ok"}],
    }


def test_buttons_and_edits_are_offers() -> None:
    card = {
        "type": "review",
        "rows": [
            {
                "slot": "email",
                "label": "E-mail",
                "value": "a@example.com",
                "edit_payload": "/e",
            },
            {"slot": "notice", "label": "Notice", "value": "x"},
        ],
    }
    body = {"text": "", "buttons": [{"title": "Send", "payload": "/s"}], "card": card}
    assert offers_in(body, SENTENCES) == [("/s", "Send"), ("/e", "Edit E-mail")]


def test_every_way_to_speak_makes_one_event() -> None:
    said: list[Any] = []

    async def say(session: str, body: dict[str, Any], offers: Any) -> None:
        said.append(body)

    async def speak() -> None:
        out = TurnOutput(say, SENTENCES)
        buttons = [{"title": "A", "payload": "/a"}]
        await out.send_text_message("s", "one\n\ntwo")
        await out.send_text_with_buttons("s", "b", buttons)
        await out.send_quick_replies("s", "q", buttons)
        await out.send_custom_json("s", {"card": CARD})
        await out.send_image_url("s", "https://example.com/i.png")
        await out.send_attachment("s", "https://example.com/f.pdf")
        await out.send_elements(
            "s", [{"title": "T", "subtitle": "S", "buttons": buttons}]
        )

    asyncio.run(speak())
    assert [b["text"] for b in said] == [
        "one\n\ntwo",
        "b",
        "q",
        "",
        "https://example.com/i.png",
        "https://example.com/f.pdf",
        "T\nS",
    ]
