"""A message as the encoder is shown it: together with what is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

# Each piece costs time: of many offers the first few, of each its first words.
_OFFERS: Final = 4
_WORDS: Final = 4


@dataclass(frozen=True)
class Scene:
    """What is open when a message is said.

    `at` is a field or a stage, as in data/<language>/readings; `field` is the one that is
    edited there or asked beside; `offers` are the titles of the buttons, in their order.
    """

    at: str
    field: str | None = None
    offers: tuple[str, ...] = ()


OPENING: Final = Scene("opening")


def framed(scene: Scene, text: str) -> tuple[str, int]:
    """The text behind its scene, "query: country (Malta; Spain): the first one", and the place in it where the text begins.

    It begins as the encoder's authors have it for short texts ("query: "), and holds no word
    but ids and given titles.
    """
    opened = scene.at if scene.field is None else f"{scene.at} {scene.field}"
    frame = f"query: {opened.replace('_', ' ')}"
    if scene.offers:
        titles = (" ".join(title.split()[:_WORDS]) for title in scene.offers[:_OFFERS])
        frame += f" ({'; '.join(titles)})"
    frame += ": "
    return frame + text, len(frame)
