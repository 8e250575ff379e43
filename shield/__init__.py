"""Cuts secrets out of what a client typed, before any store or log sees them."""

from shield.finding import KINDS
from shield.shield import Shield, Shielded
from shield.words import kind_names

__all__ = ["KINDS", "Shield", "Shielded", "kind_names"]
