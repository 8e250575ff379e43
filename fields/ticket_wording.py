"""What stands round a number and tells whether it is a ticket's: cues, amounts, phones, counts."""

import re
from typing import Final

# The number comes right after one of these ("ticket number is", "ref:", "#").
_CUE: Final = re.compile(
    r"(?:\b(?:tickets?|cases?|ref(?:erence)?s?|requests?|enquir(?:y|ies)|inquir(?:y|ies)|quer(?:y|ies)|orders?|incidents?"
    r"|complaints?|conversations?|chats?|ids?|nos?|nrs?|numbers?|nums?)\b[\s.:=#№()-]*"
    r"(?:\b(?:ids?|nos?|numbers?|nr|is|are|was|were|and|of|s)\b[\s.:=#№()-]*){0,3}|[#№]\s?)$",
    re.IGNORECASE,
)
_ACCOUNT: Final = re.compile(
    r"\b(?:accounts?|iban|users?|customer|client|uid|wallet|member)[\s:#]*(?:\b(?:number|no|nr|id|is)\b[\s.:#]*){0,3}$",
    re.IGNORECASE,
)
_PHONE: Final = re.compile(
    r"(?:\b(?:phone|telephone|tel|mobile|cell|call(?:ed)?|whatsapp|sms|text(?:ed)?|dial(?:led)?|fax|hotline)\b[^.;\n]{0,25}|\+\s?)$",
    re.IGNORECASE,
)
_WHOLE_PHONE: Final = re.compile(
    r"(?<!\w)(?:\+\s?\d[\d\s().-]{6,18}\d|\(?0\d{1,4}\)?(?:[\s.-]\d{2,5}){1,4})(?!\w)"
)
_MONEY: Final = (
    r"usd[tc]?|eur|euros?|gbp|pounds?|dollars?|bucks|cad|aud|chf|jpy|btc|bitcoins?|eth|ether|ethereum|xrp|sol|ada"
    r"|doge|ltc|trx|shib|matic|dot|bnb|coins?|tokens?|percent|k"
)
_SIGNS: Final = r"$€£¥\uffe5₿₹₽%"
_MONEY_BEFORE: Final = re.compile(
    rf"(?:[{_SIGNS}]|\b(?:{_MONEY}|amount|worth|lost|sent|paid|deposited|withdrew|of))\s?$",
    re.IGNORECASE,
)
_MONEY_AFTER: Final = re.compile(
    rf"^(?:[.,]\d|\s?(?:[{_SIGNS}]|(?:{_MONEY})\b))", re.IGNORECASE
)
_COUNT_AFTER: Final = re.compile(
    r"^\s?(?:st|nd|rd|th|am|pm|a\.m|p\.m|o'?clock|x|times?|days?|weeks?|months?|years?|hours?|hrs?|min(?:ute)?s?|seconds?"
    r"|tickets?|cases?|requests?|emails?|e-mails?|calls?|chats?|people|agents?|characters?)\b",
    re.IGNORECASE,
)
_IBAN: Final = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")


def is_cued(before: str) -> bool:
    """The words before the number call it a ticket, a case, a reference."""
    return _CUE.search(before) is not None


def is_account(number: str, before: str, pattern: str) -> bool:
    """An account number: of the firm's pattern with letters in it, an IBAN, or called one."""
    if _ACCOUNT.search(before) or _IBAN.fullmatch(number):
        return True
    return not number.isdigit() and re.fullmatch(pattern, number.upper()) is not None


def is_phone(before: str) -> bool:
    """The words before the number speak of calling it."""
    return _PHONE.search(before) is not None


def phones(text: str) -> list[tuple[int, int]]:
    """Where numbers stand that are written as phone numbers are ("+44 1632 960 000")."""
    return [match.span() for match in _WHOLE_PHONE.finditer(text)]


def is_amount(before: str, after: str) -> bool:
    """An amount of money, coins or percent."""
    return bool(_MONEY_AFTER.match(after) or _MONEY_BEFORE.search(before))


def is_count(after: str) -> bool:
    """A count or a time: "3 weeks", "2nd", "5 pm"."""
    return _COUNT_AFTER.match(after) is not None


def is_card(number: str) -> bool:
    """As long as a payment card's number, and with its check digit (ISO/IEC 7812-1)."""
    if not number.isdigit() or not 13 <= len(number) <= 19:
        return False
    doubled = [int(digit) * 2 for digit in number[-2::-2]]
    plain = [int(digit) for digit in number[::-2]]
    tens = sum(value - 9 if value > 9 else value for value in doubled)
    return (sum(plain) + tens) % 10 == 0
