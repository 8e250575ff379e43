"""Keeps libraries off the screen, in programs that a person runs."""

from __future__ import annotations

import os
import sys
import warnings
from typing import TextIO

# Rasa says so of every slot that bears an entity's name, and of entities that no policy
# looks at: ours fill their slots themselves, from the message.
_KNOWN = ("Slot auto-fill has been removed", "Parsed an entity")


def quiet() -> None:
    """Turns off telemetry, progress bars, and warnings between makers of libraries.

    Has to be called before Rasa or TensorFlow is imported. Warnings for users
    (UserWarning), as Rasa gives of faulty training data, are still shown.
    """
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    # Rasa draws its bars at any other level.
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    # Libraries put filters of their own before ours: what they let through ends here.
    warnings.showwarning = _show


def _show(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    if category is UserWarning and not str(message).startswith(_KNOWN):
        (file or sys.stderr).write(f"{message}\n")
