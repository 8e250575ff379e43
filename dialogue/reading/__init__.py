"""The reading: one reader makes a list of acts of a turn, given the state."""

from dialogue.reading.interpret import interpret

__all__ = ["interpret"]
