"""How far this client is: only questions that are put to them count."""

from __future__ import annotations

from collections.abc import Sequence


def progress(
    asked: Sequence[str], current: str, missing: Sequence[str]
) -> dict[str, int]:
    """`{"step", "of"}` for the question now asked.

    Fields that came with the story are in neither list, so a client who told much
    sees a short way; the review is the last step.
    """
    others = [name for name in asked if name != current and name not in missing]
    step = len(others) + 1
    return {"step": step, "of": step + len([m for m in missing if m != current])}
