"""The country that the client lives in, as ISO 3166-1 alpha-2."""

from fields.country.residence import read, show

__all__ = ["read", "show"]
