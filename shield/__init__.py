"""Cuts secrets out of what a client typed, before any store or log sees them."""

from shield.shield import Shield, Shielded

__all__ = ["Shield", "Shielded"]
