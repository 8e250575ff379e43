"""`python -m bot.channels.terminal MODEL`: a chat with the trained assistant in the terminal.

The action server has to run, at the address that endpoints.yml names; `make talk` sees to it.
The chat lives in memory: when it is left, nothing of it is kept, but a complaint that was
submitted is in the register.
"""

import argparse
import asyncio
import contextlib
import logging
import os
import sys
from pathlib import Path
from typing import Any

from bot.quiet import quiet

IN_MEMORY = "sqlite://"


async def talk(model: Path, endpoints: Path) -> None:
    """Talks until the input ends. Raises SystemExit when there is no model."""
    from rasa.core.agent import Agent
    from rasa.utils.endpoints import read_endpoint_config

    from bot.channels.terminal.conversation import Conversation
    from bot.channels.terminal.explanation import explanation, turn_events
    from bot.channels.terminal.words import load_words
    from bot.chat.chat import Chat
    from bot.chat.sentences import load_sentences
    from bot.chat.settings import read_chat_settings

    if not model.exists():
        sys.exit(f"There is no model {model}: run `make train`.")
    actions = read_endpoint_config(str(endpoints), "action_endpoint")
    agent: Any = Agent.load(model, action_endpoint=actions)
    settings = read_chat_settings({"database_url": IN_MEMORY}, os.environ)
    sentences, words = load_sentences(), load_words()

    async def listen(message: Any) -> None:
        await agent.handle_message(message)

    async def explain(session: str, message_id: str) -> list[str]:
        tracker = await agent.tracker_store.retrieve_full_tracker(session)
        events = tracker.events if tracker else ()
        return explanation(turn_events(events, message_id), words)

    chat = Chat(settings, sentences, listen, lambda: agent.tracker_store)
    await chat.open()
    await chat.start()
    try:
        await Conversation(chat, sentences, words, explain, read_line, print).run()
    finally:
        await chat.close()


def read_line(prompt: str) -> str | None:
    """The next line; None at the end. It blocks: between turns there is nothing to be done."""
    try:
        return input(prompt)
    except EOFError:
        return None


def main() -> None:
    """Loads the model and talks."""
    parser = argparse.ArgumentParser(
        prog="python -m bot.channels.terminal", description="Chat in the terminal."
    )
    parser.add_argument("model", type=Path)
    parser.add_argument("--endpoints", type=Path, default=Path("endpoints.yml"))
    given = parser.parse_args()
    quiet()
    from rasa.utils.log_utils import configure_structlog

    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    configure_structlog(logging.WARNING)  # unset, Rasa prints every text
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401  lines can be edited, where the system can do that
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(talk(given.model, given.endpoints))


if __name__ == "__main__":
    main()
