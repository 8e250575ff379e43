"""What passes between the chat and the action server with every turn, named once for both."""

from typing import Final, TypedDict

# Put before a typed slash, because Rasa obeys a text that begins with one. It is invisible,
# and not white space, which Rasa would strip.
WORD_JOINER: Final = "\u2060"


class MessageMetadata(TypedDict, total=False):
    """What the chat tells about a client's message, in the metadata of Rasa's `user` event.

    `text` is what they typed, without its secrets and otherwise to the last character, or the
    title of the pressed button; `typed` is false for a press and for the chat's own messages.
    """

    id: str
    text: str
    typed: bool
    session: str
    locale: str


# What an action says to the client's page besides words: keys of an utterance's `custom`.
CARD: Final = "card"
ASKS: Final = "asks"
PROGRESS: Final = "progress"


def never_obeyed(typed: str) -> str:
    """Typed words as Rasa may have them: what begins with a slash begins with the sign."""
    said = typed.strip()
    return WORD_JOINER + said if said.startswith("/") else typed
