"""The client's number at the firm, or the firm's words for having none."""

from fields.account_id.number import read, show

__all__ = ["read", "show"]
