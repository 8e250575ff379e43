"""Amounts of money and coins, and assets named without an amount."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from bot.nlu.entities.mention import AMOUNT, ASSET, Mention

ASSETS_FILE = Path(__file__).parent / "assets.txt"
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₦": "NGN"}
_SIGNS |= {"₿": "BTC", "₺": "TRY", "₩": "KRW", "₴": "UAH"}

_FIGURE = r"\d{1,3}(?:[ ,.'\u2019]\d{3})+(?:[.,]\d{1,8})?|\d+(?:[.,]\d{1,18})?"
_THOUSANDS = re.compile(r"\d{1,3}(?:([ ,.'\u2019])\d{3})+(?:[.,]\d{1,8})?")
# Words that are also a coin or a currency only when they stand in capitals or by a figure.
_AMBIGUOUS = frozenset(
    [
        "near",
        "dot",
        "link",
        "sol",
        "uni",
        "atom",
        "ton",
        "try",
        "pound",
        "rand",
        "lei",
        "tron",
        "stellar",
        "cosmos",
        "dai",
        "quid",
        "bucks",
        "francs",
        "tether",
        "avalanche",
        "polygon",
        "ripple",
        "pepe",
    ]
)


def money(text: str) -> Iterator[Mention]:
    """Amounts, valued {"number": "1600.00", "asset": "USD"}, and assets by their code."""
    words, pattern, alone = _readers()
    for match in pattern.finditer(text):
        figure = match.group("figure") or match.group("figure_after")
        unit = match.group("sign") or match.group("unit")
        asset = _SIGNS.get(unit) or words[unit.lower()]
        number = _number(figure, match.group("scale"))
        yield Mention(AMOUNT, *match.span(), {"number": number, "asset": asset})
    for match in alone.finditer(text):
        word = match.group()
        if word.isupper() or word.lower() not in _AMBIGUOUS:
            yield Mention(ASSET, *match.span(), words[word.lower()])


def _number(figure: str, scale: str | None) -> str:
    """Digits with a point for the decimals; "1,600" and "1.600" are thousands."""
    grouped = _THOUSANDS.fullmatch(figure)
    if grouped:
        mark = grouped.group(1)
        whole, *rest = (
            re.split(r"[.,](?=\d+$)", figure) if _decimals(figure, mark) else [figure]
        )
        digits = re.sub(r"\D", "", whole)
        plain = f"{digits}.{rest[0]}" if rest else digits
    else:
        plain = figure.replace(",", ".")
    if not scale:
        return plain
    times = 1_000_000 if scale.lower().startswith("m") else 1_000
    return f"{float(plain) * times:.15g}"


def _decimals(figure: str, mark: str) -> bool:
    """Whether the last mark parts decimals, as it does when it differs from the others."""
    last = re.search(r"[.,](?=\d+$)", figure)
    return last is not None and last.group() != mark


@lru_cache(maxsize=1)
def _readers() -> tuple[dict[str, str], re.Pattern[str], re.Pattern[str]]:
    """Words to codes; the pattern of an amount; the pattern of an asset alone."""
    words: dict[str, str] = {}
    for line in ASSETS_FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, _, names = line.partition(":")
            for name in (code, *names.split(",")):
                words[name.strip().lower()] = code
    units = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    signs = "".join(_SIGNS)
    amount = re.compile(
        rf"(?<![\w.,])(?:(?P<sign>[{signs}])\s?(?P<figure>{_FIGURE})"
        rf"|(?P<figure_after>{_FIGURE}))(?:\s?(?P<scale>k|thousand|m|million)\b)?"
        rf"(?(sign)|\s?(?P<unit>[{signs}]|(?:{units})\b))",
        re.IGNORECASE,
    )
    return words, amount, re.compile(rf"\b(?:{units})\b", re.IGNORECASE)
