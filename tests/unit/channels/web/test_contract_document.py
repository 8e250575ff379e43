"""docs/contracts/chat.md says what the code does: another client is written from it."""

import re
from pathlib import Path

from bot.channels.web.settings import Limits
from bot.chat.sentences import load_sentences
from fields import FIELDS
from shield.turn_contract import ASKS, CARD, PROGRESS, MessageMetadata
from tests.unit.channels.web.conftest import Server

ROOT = Path(__file__).parents[4]
CONTRACT = (ROOT / "docs/contracts/chat.md").read_text("utf-8")


def section(heading: str) -> str:
    """The text under a heading, up to the next of the same rank or above."""
    rank = heading.partition(" ")[0]
    _, _, rest = CONTRACT.partition(f"\n{heading}")
    assert rest, heading
    return re.split(rf"\n#{{1,{len(rank)}}} ", rest)[0]


def first_cells(text: str) -> set[str]:
    """The code in the first column of the tables."""
    cells = re.findall(r"^\| ([^|]+) \|", text, re.MULTILINE)
    return {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}


def test_every_refusal_has_its_code_and_no_other_is_promised() -> None:
    rows = re.findall(r"^\| (\d{3}) \| ([^|]+) \|", section("## Errors"), re.MULTILINE)
    codes = [code for _, cell in rows for code in re.findall(r"`(\w+)`", cell)]
    assert sorted(codes) == sorted(load_sentences().problems)


def test_every_call_is_named(server: Server) -> None:
    routes = server.channel.routes()
    paths = {str(route.uri) for route in routes._future_routes}
    named = " ".join(first_cells(CONTRACT.partition("## A session")[0]))
    for path in paths:
        assert path.replace("<name:str>", "…") in named, path


def test_the_fields_that_are_asked_for_are_those_of_a_complaint() -> None:
    text = section("### `message`")
    asked = text.partition("`asks` is the name")[2].partition("the slots bear")[0]
    assert set(re.findall(r"`(\w+)`", asked)) == set(FIELDS)


def test_the_keys_of_a_message_and_of_its_metadata_are_named() -> None:
    assert {"text", "buttons", CARD, ASKS, PROGRESS, "in_reply_to"} <= first_cells(
        section("### `message`")
    )
    told = first_cells(section("## To the assistant"))
    assert told == set(MessageMetadata.__annotations__)


def test_the_events_and_limits_are_those_of_the_code() -> None:
    told = first_cells(section("## Events").partition("### ")[0])
    assert told == {"message", "turn_end", "typing", "said"}
    limits, errors = Limits(), section("## Errors")
    for rate in (
        limits.session_messages,
        limits.address_messages,
        limits.address_sessions,
    ):
        assert f"{rate.burst:,.0f}" in errors
        assert f"{rate.per_minute:,.0f}" in errors
    assert f"{limits.text:,} characters" in section("## A message")
