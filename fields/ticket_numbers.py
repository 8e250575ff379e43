"""The numbers of support tickets about the same matter."""

import re
from typing import Final

from fields.context import Context
from fields.folding import fold, quoted
from fields.reading import Reading, Skipped, Stored, Value, Wrong
from fields.skipping import skips

_ABOUT: Final = (
    r"(?:support )?(?:tickets?|cases?|references?|requests?|numbers?|ids?|ones?)"
    r"(?: (?:numbers?|ids?|no|yet))*"
)
# Letters may come before the digits ("INC0012345", "KRK-20417"), and dashes within.
_NUMBER: Final = re.compile(
    r"(?<![\w@/-])(?<!\d[.,])#?\s?((?:[A-Za-z]{1,6}[-_]?)?\d[\dA-Za-z]*(?:[-_][\dA-Za-z]+){0,4})(?![\w@])"
)
_CUE: Final = re.compile(
    r"(?:\b(?:tickets?|cases?|ref(?:erence)?s?|requests?|enquir(?:y|ies)|inquir(?:y|ies)|quer(?:y|ies)|orders?|incidents?"
    r"|complaints?|conversations?|chats?|ids?|nos?|nrs?|numbers?|num|nums|ticket#)\b[\s.:#=№-]*(?:\b(?:ids?|nos?|numbers?|nr|is|are|was|were|and|of)\b[\s.:#=№-]*){0,3}|[#№]\s?)$",
    re.IGNORECASE,
)
_PHONE_BEFORE: Final = re.compile(
    r"(?:\b(?:phone|telephone|tel|mobile|cell|call(?:ed)?|whatsapp|sms|text(?:ed)?|dial(?:led)?|fax|hotline)\b[^.;\n]{0,25}|\+\s?)$",
    re.IGNORECASE,
)
_PHONE: Final = re.compile(
    r"(?<!\w)(?:\+\s?\d[\d\s().-]{6,18}\d|\(?0\d{1,4}\)?(?:[\s.-]\d{2,5}){1,4})(?!\w)"
)
_MONEY_BEFORE: Final = re.compile(
    r"(?:[$€£¥₿₹₽]|\b(?:usd|eur|gbp|cad|aud|chf|usdt|usdc|btc|eth|xrp|sol|ada|amount|worth|lost|sent|paid|deposited|withdrew|of))\s?$",
    re.IGNORECASE,
)
_MONEY_AFTER: Final = re.compile(
    r"^(?:[.,]\d|\s?(?:[$€£¥₿₹%]|(?:usd[tc]?|eur|euros?|gbp|pounds?|dollars?|bucks|cad|aud|chf|jpy|btc|bitcoins?|eth|ether|ethereum|xrp|sol|ada|doge|ltc|trx|shib|matic|dot|bnb|coins?|tokens?|percent|k)\b))",
    re.IGNORECASE,
)
_COUNT_AFTER: Final = re.compile(
    r"^\s?(?:st|nd|rd|th|am|pm|a\.m|p\.m|o'?clock|x|times?|days?|weeks?|months?|years?|hours?|hrs?|min(?:ute)?s?|seconds?|tickets?|cases?|requests?|emails?|e-mails?|calls?|chats?|people|agents?|characters?)\b",
    re.IGNORECASE,
)
_DATE: Final = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_HASH: Final = re.compile(r"(?:0x)?[0-9a-f]{24,}", re.IGNORECASE)
_BARE: Final = re.compile(r"[\d\s,;#&/\n-]|\band\b", re.IGNORECASE)
_LONGEST: Final = 24
_SHORTEST_BARE: Final = 3
_SHORTEST_UNCUED: Final = 5
_CARD_LENGTHS: Final = range(13, 20)
_MOST: Final = 20


def read(text: str, context: Context) -> Reading:
    """The numbers as typed, without "#": leading zeros stay, each once, in order.

    Phone numbers, amounts, dates, account numbers and transaction hashes are not tickets.
    """
    if skips(text, _ABOUT):
        return Skipped()
    numbers: list[str] = []
    refused: str | None = None
    phones = [match.span() for match in _PHONE.finditer(text)]
    only_numbers = not _BARE.sub("", text).strip()
    cued_until = -1
    for match in _NUMBER.finditer(text):
        number = match[1].rstrip("-_")
        before, after = (
            text[max(0, match.start(1) - 60) : match.start(1)],
            text[match.end(1) : match.end(1) + 20],
        )
        cued = _CUE.search(before) is not None
        listed = 0 <= cued_until <= match.start(1) and _joins(
            text[cued_until : match.start(1)]
        )
        fault = _fault(number, before, after, cued or listed, only_numbers, context)
        if (
            fault is None
            and not (cued or only_numbers)
            and _within(match.start(1), phones)
        ):
            fault = "ticket_numbers_phone"
        if fault is None:
            if number not in numbers:
                numbers.append(number)
            if cued or listed:
                cued_until = match.end(1)
        else:
            refused = refused or fault or None
    if numbers:
        return Value(numbers[:_MOST])
    if refused:
        return Wrong(refused, {"given": quoted(text)})
    if _says_none(text):
        return Skipped()
    return Wrong("ticket_numbers_missing")


def show(value: Stored, context: Context) -> str:
    """One line, the numbers with commas between."""
    return ", ".join(value) if isinstance(value, list) else ""


def _fault(
    number: str,
    before: str,
    after: str,
    cued: bool,
    only_numbers: bool,
    context: Context,
) -> str | None:
    """Why this is not a ticket number; "" when it is nothing that was meant as one."""
    digits = sum(letter.isdigit() for letter in number)
    plain = number.isdigit()
    if _HASH.fullmatch(number) or len(number) > _LONGEST:
        return "ticket_numbers_hash"
    if _is_account(number, before, context):
        return "ticket_numbers_account"
    if plain and len(number) in _CARD_LENGTHS and not cued and _luhn(number):
        return "ticket_numbers_card"
    if cued or only_numbers:
        if _COUNT_AFTER.match(after) or _DATE.fullmatch(number):
            return ""
        if only_numbers and not cued and digits < _SHORTEST_BARE:
            return "ticket_numbers_short"
        return None
    if _PHONE_BEFORE.search(before):
        return "ticket_numbers_phone"
    if _MONEY_AFTER.match(after) or _MONEY_BEFORE.search(before):
        return "ticket_numbers_amount"
    if _DATE.fullmatch(number) or _COUNT_AFTER.match(after) or _YEAR.fullmatch(number):
        return ""
    return None if digits >= _SHORTEST_UNCUED else ""


def _is_account(number: str, before: str, context: Context) -> bool:
    """The client's account number: surely so when it has letters, else when called so."""
    if not re.fullmatch(context.firm.account_id.pattern, number.upper()):
        return False
    return (
        not number.isdigit()
        or re.search(r"account|iban", before, re.IGNORECASE) is not None
    )


def _luhn(number: str) -> bool:
    """The check digit of payment cards (ISO/IEC 7812-1)."""
    doubled = [int(digit) * 2 for digit in number[-2::-2]]
    plain = [int(digit) for digit in number[::-2]]
    return (
        sum(plain) + sum(value - 9 if value > 9 else value for value in doubled)
    ) % 10 == 0


def _joins(between: str) -> bool:
    return (
        re.fullmatch(r"[\s,;#&/]*(?:and|or|plus)?[\s#]*", between, re.IGNORECASE)
        is not None
    )


def _within(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def _says_none(text: str) -> bool:
    """A longer sentence that tells why there is none: "I never opened a ticket because …"."""
    return (
        re.search(
            r"\b(?:no|never|not|dont|didnt|havent|without|any)\b.{0,40}\b(?:ticket|case|reference|number|request|one)s?\b",
            fold(text[:400]),
        )
        is not None
    )
