"""The client's full name, as they write it."""

from fields.full_name.name import read, show

__all__ = ["read", "show"]
