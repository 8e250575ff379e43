"""What clients say about an account number instead of giving it. All on folded text."""

import re
from typing import Final

_HAVE: Final = (
    r"(?:have|hav|had|got|own|hold|open|opened|create|created|make|made|set up)"
)
_NOT: Final = r"(?:do not|dont|did not|didnt|have not|havent|never|not|no)"
# "account", but not "account number": lacking the number is not lacking the account.
_ACCOUNT: Final = r"(?:acc?ou?nts?|acct|acc)\b(?! (?:ids?|numbers?|no|details|info|information|page|name)\b)"
_ANY: Final = r"(?:an?|any|the|own|open|active|valid|single|such|existing)"
# One word before "account", such as the firm's name; "my account" is not none.
_NAMED: Final = r"(?:(?!my |your |the |this |that |in |of |to |on |for |access )\w+ )?"
_SIGNED_UP: Final = r"(?:registered|register|signed up|sign up|joined|join)"

_NONE: Final = re.compile(
    rf"\bno {_NAMED}{_ACCOUNT}"
    rf"|\b{_NOT} (?:even |yet |actually |currently )?{_HAVE} (?:{_ANY} )*{_NAMED}{_ACCOUNT}"
    rf"|\bwithout (?:having )?(?:{_ANY} )?{_NAMED}{_ACCOUNT}"
    r"|\b(?:not|never)(?: been| yet)? (?:an? )?(?:\w+ )?(?:customer|client|user|member|account holder)\b"
    rf"|\b(?:not|never|havent|didnt)(?: yet| even| been)? {_SIGNED_UP}\b"
    r"|\baccount (?:(?:was|is|has) )?(?:not|never) (?:yet )?(?:been )?(?:opened|created|made|set up)\b"
    r"|\b(?:couldnt|could not|cant|cannot|unable to) (?:even )?(?:open|create|make|set up) an? (?:new )?account\b"
)
_MAYBE_NONE: Final = re.compile(
    r"(?:i )?(?:do not|dont|havent|have not|never|didnt|did not|not|no) (?:have|hav|had|got|own|opened|open|created|create|made|make) (?:one|any)(?: yet| sorry)?"
    r"|account (?:none|no|nil|n a)"
    r"|(?:i )?(?:no|not) have|(?:i )?have none|none|no|nope|nothing|n a|na|not applicable|not yet"
    r"|(?:i )?(?:have )?(?:no|dont have an?|do not have an?) (?:public )?(?:account )?(?:id|number)(?: yet)?"
)
_OTHERS: Final = re.compile(
    r"\b(?:not mine|not my (?:own )?account|(?:his|her|their|another person s|someone elses?|somebody elses?) account"
    r"|account (?:is|was|belongs to|of) (?:my|his|her|their|someone|somebody|another)\b"
    r"|my (?:late |own )?(?:father|mother|dad|mum|mom|son|daughter|wife|husband|brother|sister|uncle|aunt|partner|"
    r"parents?|grandfather|grandmother|friend|client|boss|company)s? account)"
)
_LACKING: Final = (
    r"(?:cant|cannot|can not|couldnt|could not|unable|not able|wont let me|dont|do not|didnt|no way|impossible"
    r"|forgot|forgotten|lost|without|no|not|where|how|locked|blocked|frozen|closed|suspended|banned|deleted)"
)
_LACKED: Final = (
    r"(?:log ?in|log ?on|logging|sign ?in|signing|access|see|view|find|get in|get into|get to"
    r"|reach|remember|recall|know|locate|look|out|id|number|account|it)"
)
_UNSEEN: Final = re.compile(
    rf"\b{_LACKING}\b.{{0,40}}?\b{_LACKED}\b|\b(?:locked|blocked|frozen|suspended)\b|\bidk\b"
    r"|\bno (?:idea|clue)\b"
)


def has_none(folded: str) -> bool:
    """They say that they have no account: "never opened an account", "not a customer"."""
    return _NONE.search(folded) is not None


def may_have_none(folded: str) -> bool:
    """They may mean that they have none: "I don't have one", "none"."""
    return _MAYBE_NONE.fullmatch(folded) is not None


def cannot_see(folded: str) -> bool:
    """They have an account and cannot get at its number: "I can't log in", "I forgot it"."""
    return _UNSEEN.search(folded) is not None


def is_others(folded: str) -> bool:
    """The account is somebody else's: "it's my father's account, not mine"."""
    return _OTHERS.search(folded) is not None
