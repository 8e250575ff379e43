"""The e-mail address that the acknowledgement goes to."""

from fields.email.address import read, show

__all__ = ["read", "show"]
