"""When it happened: the client's own words, and the interval that they mean."""

from fields.occurred.interval import read, show, told_in

__all__ = ["read", "show", "told_in"]
