"""One-time codes: four to eight digits beside words that say that they log somebody in.

Bare numbers are never touched, and neither are error, postal or ticket codes.
"""

import re
from collections.abc import Iterator

from shield.finding import Finding
from shield.words import words

# "123456", "123 456", "123-456" or "G-123456", not a piece of a longer number, date or amount.
_DIGITS = (
    r"(?<![\w.,/\-$€£#])(?P<code>(?:G-)?(?:\d{4,8}|\d{3}[ \-]\d{3}|\d{4}[ \-]\d{4}))"
    r"(?![\w]|[.,/\-:][\dA-Za-z]|\s?(?:usd|eur|gbp|btc|eth|times|minutes|hours|days|%))"
)
# What may stand between the wording and the digits.
_LINK = (
    r"(?:\W{0,3}\b(?:is|was|are|that|which|i|you|they|it|we|me|us|the|a|my|your|number|no|"
    r"sent|send|got|get|gave|received|receive|entered|enter|typed|used|use|by|via|sms|text|"
    r"email|e-mail|phone|app|from|to|says|said|reads|shows|just|now|again|came|here)\b)"
    r"{0,7}\W{1,4}"
)
# Words that make a code one that logs somebody in.
_STRONG = (
    r"(?:\b(?:2fa|two[\s\-]?factor|two[\s\-]?step|mfa|otp|totp|one[\s\-]?time|verification|"
    r"verify|authenticat\w+|auth|security|sms|text|login|log[\s\-]in|sign[\s\-]?in|"
    r"confirmation|access|google|backup|recovery)\W{1,2}(?:\w+\W{1,2}){0,2}?"
    r"(?:codes?|passcodes?|pin|tokens?|password)\b|\b(?:2fa|otp|totp|passcode)\b)"
)
# "code" alone counts unless a word of `other_codes` stands before it.
_WEAK = r"(?:\b(?P<word>\w{1,24})\W{1,2})?\bcode\b"

_AFTER_STRONG = re.compile(_STRONG + _LINK + _DIGITS, re.IGNORECASE)
_AFTER_WEAK = re.compile(
    _WEAK
    + r"(?:\W{0,3}\b(?:is|was|they|you|sent|me|i|got|received|number)\b){1,5}\W{1,3}"
    r"(?<!\d)(?P<code>(?:G-)?(?:\d{6}|\d{3}[ \-]\d{3}))(?![\w]|[.,/\-:]\d)",
    re.IGNORECASE,
)
_COLON_WEAK = re.compile(
    _WEAK + r"\s?[:=]\s?(?P<code>\d{6}|\d{3}[ \-]\d{3})(?![\w]|[.,/\-:]\d)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    _DIGITS + r"\s(?:is|was)\s(?:my|the|your|a|an)\s(?:\w+\W{1,2}){0,3}?"
    r"(?:code|otp|passcode|pin|one[\s\-]time\spassword)\b",
    re.IGNORECASE,
)


# A year is no code, unless the words say so: "I have used 2FA from 2021".
_YEAR = re.compile(r"(?:19|20)\d\d")
_SAYS_SO = re.compile(r"(?:\b(?:is|was)|[:=])\W{0,2}$", re.IGNORECASE)


def find_one_time_codes(text: str) -> Iterator[Finding]:
    for pattern in (_AFTER_STRONG, _AFTER_WEAK, _COLON_WEAK, _BEFORE):
        for match in pattern.finditer(text):
            wording = re.findall(r"\w+", match.group().lower())
            if words("other_codes").isdisjoint(wording) and not _is_year(text, match):
                yield Finding(*match.span("code"), "one_time_code")


def _is_year(text: str, match: re.Match[str]) -> bool:
    if not _YEAR.fullmatch(match["code"]):
        return False
    return _SAYS_SO.search(text, match.start(), match.start("code")) is None
