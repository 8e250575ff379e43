"""A chat in the terminal, typed by a script against a dialogue that tests write."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from rasa.shared.core.events import ActionExecuted, Event, SlotSet, UserUttered

from bot.channels.terminal.conversation import Conversation
from bot.channels.terminal.explanation import explanation, turn_events
from bot.channels.terminal.words import load_words
from bot.chat.chat import Chat
from bot.chat.sentences import load_sentences
from bot.chat.settings import read_chat_settings
from shield.turn_contract import WORD_JOINER
from tests.unit.channels.web.conftest import FakeDialogue

WORDS = load_words()
SUBMIT = '/affirm{"sure": true}'
REVIEW = {
    "type": "review",
    "rows": [
        {"slot": "email", "label": "E-mail", "value": "a@b.cd", "edit_payload": "/edit"}
    ],
}


async def offer(message: Any) -> None:
    """Answers any message with a review with one button."""
    await message.output_channel.send_response(
        message.sender_id,
        {
            "text": "Shall I send it?",
            "buttons": [{"title": "Yes, send it", "payload": SUBMIT}],
            "custom": {
                "card": REVIEW,
                "asks": "submit",
                "progress": {"step": 9, "of": 9},
            },
        },
    )


def talk(dialogue: FakeDialogue, *lines: str, end: str | None = "/quit") -> list[str]:
    """The screen after these lines were typed, one after the other."""
    shown: list[str] = []
    typed = iter([*lines, end])

    def read(prompt: str) -> str | None:
        line = next(typed)
        shown.append(f"{prompt}{line}")
        return line

    async def explain(session: str, message_id: str) -> list[str]:
        return ["why"]

    async def run() -> None:
        sentences = load_sentences()
        settings = read_chat_settings({"database_url": "sqlite://"}, {})
        chat = Chat(settings, sentences, dialogue.listen, lambda: dialogue.store)
        await chat.open()
        await chat.start()
        try:
            conversation = Conversation(
                chat, sentences, WORDS, explain, read, shown.append
            )
            await conversation.run()
        finally:
            await chat.close()

    asyncio.run(run())
    assert next(typed, None) is None, "not every line was read"
    return shown


def test_a_chat_is_welcomed_answered_and_left(dialogue: FakeDialogue) -> None:
    shown = talk(dialogue, "hello", "")
    assert shown == [
        WORDS.hello,
        "you said /greet",
        "you> hello",
        "you said hello",
        "    why",
        "you> ",
        "you> /quit",
    ]


def test_the_end_of_the_input_ends_the_chat(dialogue: FakeDialogue) -> None:
    assert talk(dialogue, "hello", end=None)[-1] == "you> None"


@pytest.mark.parametrize("pressed", ["1", "yes, send it", " Yes, send it "])
def test_a_number_or_a_title_presses_a_button(
    dialogue: FakeDialogue, pressed: str
) -> None:
    dialogue.script = offer
    shown = talk(dialogue, pressed)
    assert dialogue.texts() == ["/greet", SUBMIT]
    answer = shown[shown.index(f"you> {pressed}") + 1 :]
    assert answer[:5] == [
        "Shall I send it?",
        "  | type: review",
        "  | E-mail: a@b.cd",
        "  [1] Yes, send it",
        "  [2] Edit E-mail",
    ]
    assert "    asks        submit, step 9 of 9" in answer


def test_a_review_row_is_edited_by_its_number(dialogue: FakeDialogue) -> None:
    dialogue.script = offer
    talk(dialogue, "2")
    assert dialogue.texts()[-1] == "/edit"


def test_what_is_typed_after_a_slash_is_text(dialogue: FakeDialogue) -> None:
    dialogue.script = offer
    talk(dialogue, "/submit", SUBMIT)
    assert dialogue.texts() == [
        "/greet",
        f"{WORD_JOINER}/submit",
        WORD_JOINER + SUBMIT,
    ]


def test_a_secret_is_cut_out_and_the_designer_sees_what_a_client_would(
    dialogue: FakeDialogue,
) -> None:
    shown = talk(dialogue, "my password is Hunter2.")
    assert dialogue.texts()[-1] == "my password is [removed: password]."
    assert load_sentences().notice(("password",)) in shown


def test_a_number_that_no_button_has_is_text(dialogue: FakeDialogue) -> None:
    dialogue.script = offer
    talk(dialogue, "3")
    assert dialogue.texts()[-1] == "3"


def test_what_no_database_keeps_is_refused_with_a_sentence(
    dialogue: FakeDialogue,
) -> None:
    assert WORDS.unstorable in talk(dialogue, "a\ud800b")
    assert dialogue.texts() == ["/greet"]


PARSED = {
    "intent": {"name": "grievance", "confidence": 0.934},
    "intent_ranking": [
        {"name": "grievance", "confidence": 0.91},
        {"name": "inform", "confidence": 0.05},
        {"name": "greet", "confidence": 0.001},
    ],
    "triage": {"route": "complaint", "routes": {"complaint": 0.934, "support": 0.03}},
    "reading": {
        "acts": [{"act": "answer", "weight": 0.97}, {"act": "tell", "weight": 0.041}],
        "spans": [{"label": "country_lived", "start": 5, "end": 12, "weight": 0.88}],
    },
}
TURN: list[Event] = [
    ActionExecuted("action_listen"),
    UserUttered(
        "from Ireland", parse_data=PARSED, metadata={"id": "one", "typed": True}
    ),
    ActionExecuted("complaint_form"),
    SlotSet("country", "IE"),
    SlotSet("form_notes", {"asked": ["category"], "tries": {}}),
    ActionExecuted("action_submit_complaint"),
    ActionExecuted("action_listen"),
]


def test_an_answer_is_explained_by_what_was_understood_and_done() -> None:
    assert explanation(turn_events(TURN, "one"), WORDS) == [
        "understood  grievance 0.93",
        "chances     grievance 0.91 · inform 0.05",
        "triage      complaint: complaint 0.93 · support 0.03",
        "acts        answer 0.97 · tell 0.04",
        'spans       country_lived "Ireland" 0.88',
        "actions     complaint_form, action_submit_complaint",
        'slots       country = "IE" · form_notes = {"asked": ["category"]}',
    ]


def _change(**parsed: Any) -> Callable[[], list[str]]:
    message = UserUttered(
        "from Ireland", parse_data={**PARSED, **parsed}, metadata={"id": "one"}
    )
    return lambda: explanation([message], WORDS)


def test_where_nothing_is_read_neither_acts_nor_spans_are_told() -> None:
    for lines in (
        _change(reading={"acts": [], "spans": []})(),
        _change(reading=None)(),
    ):
        assert not any(line.startswith(("acts", "spans")) for line in lines)
        assert "actions     none" in lines


def test_a_press_is_told_by_its_payload() -> None:
    pressed = UserUttered(
        "/see_all", parse_data=PARSED, metadata={"id": "two", "typed": False}
    )
    assert explanation([pressed], WORDS) == [
        "pressed     /see_all",
        "actions     none",
    ]


def test_a_message_that_rasa_never_had_is_not_explained() -> None:
    assert explanation(turn_events(TURN, "three"), WORDS) == []
