"""What the complaint is about: one of the firm's categories, by its id."""

from fields.category.choice import read, show, suggest

__all__ = ["read", "show", "suggest"]
