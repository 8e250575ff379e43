"""Names of what the chat and the action server pass each other in every turn."""

from typing import Final, TypedDict

# A sign put before a typed slash, because Rasa obeys a text that begins with one. It is
# invisible, and not white space, which Rasa would strip.
WORD_JOINER: Final = "\u2060"


class MessageMetadata(TypedDict, total=False):
    """The metadata of Rasa's `user` event, in which the chat describes the message.

    `text` is what was typed, to the last character but for its secrets, or the title of
    the pressed button; `typed` is false for a press and for the chat's own messages.
    `timezone` is an IANA name.
    """

    id: str
    text: str
    typed: bool
    session: str
    locale: str
    timezone: str


# Keys of an utterance's `custom`: what an action tells the client's page besides words.
CARD: Final = "card"
ASKS: Final = "asks"
PROGRESS: Final = "progress"


def never_obeyed(typed: str) -> str:
    """Typed words for Rasa, which never obeys them: the sign is put before a slash."""
    said = typed.strip()
    return WORD_JOINER + said if said.startswith("/") else typed
