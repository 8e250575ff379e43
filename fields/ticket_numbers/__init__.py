"""The numbers of support tickets about the same matter."""

from fields.ticket_numbers.numbers import read, show

__all__ = ["read", "show"]
