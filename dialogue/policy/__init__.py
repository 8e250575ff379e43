"""The policy: one table says what each act does, and what comes after."""

from dialogue.policy.table import resume, take_turn

__all__ = ["resume", "take_turn"]
