"""Words about an account number that clients say instead of it, all on folded text."""

import re

from fields.wording import words_of_field


def has_none(folded: str, language: str) -> bool:
    """Whether they have no account: "never opened an account", "not a customer"."""
    return _said("has_none", language).search(folded) is not None


def may_have_none(folded: str, language: str) -> bool:
    """Whether they may mean that they have none: "I don't have one", "none"."""
    return _said("may_have_none", language).fullmatch(folded) is not None


def cannot_see(folded: str, language: str) -> bool:
    """Whether they have a number they cannot see: "I can't log in", "I forgot it"."""
    return _said("cannot_see", language).search(folded) is not None


def is_others(folded: str, language: str) -> bool:
    """Whether the account is somebody else's: "it's my father's account, not mine"."""
    return _said("is_others", language).search(folded) is not None


def _said(name: str, language: str) -> re.Pattern[str]:
    return words_of_field("account_id", language).patterns[name]
