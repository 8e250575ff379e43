"""Counts the turns it takes to file: `python -m tests.conversations.turns`.

Over every transcript that ends in a receipt, it counts what the client typed or pressed
until then. Story-first means that the first message tells what happened. The
transcripts pass against the real system (test_conversations.py), so the counts hold.
"""

from __future__ import annotations

import statistics
from typing import Any

from tests.conversations.transcripts import transcripts

STORY_WORDS = 10


def turns_to_receipt(transcript: dict[str, Any]) -> int | None:
    """Turns up to and with the one that shows the receipt; None when nothing is filed."""
    for number, turn in enumerate(transcript["turns"], start=1):
        if turn.get("card") == "receipt":
            return number
    return None


def told_first(transcript: dict[str, Any]) -> bool:
    """Whether the first message is the story: it is long, and never asked for."""
    turns = transcript["turns"][: turns_to_receipt(transcript)]
    asked = any(turn.get("asks") == "description" for turn in turns)
    return len(turns[0].get("type", "").split()) >= STORY_WORDS and not asked


def main() -> None:
    """Print median and range for both kinds of client."""
    counted: dict[bool, list[int]] = {True: [], False: []}
    for _, transcript in transcripts():
        turns = turns_to_receipt(transcript)
        if turns is not None:
            counted[told_first(transcript)].append(turns)
    for story, name in ((True, "story first"), (False, "field by field")):
        numbers = sorted(counted[story])
        if numbers:
            print(
                f"{name}: median {statistics.median(numbers):g} turns, "
                f"{numbers[0]} to {numbers[-1]} ({len(numbers)} transcripts)"
            )


if __name__ == "__main__":
    main()
