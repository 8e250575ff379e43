"""What the complaint is about: one of the firm's categories, by its id."""

import re
from typing import Final

from rapidfuzz.distance import OSA

from fields.assent import only_assents
from fields.category_matching import Match, matches
from fields.context import Context
from fields.folding import fold, quoted
from fields.reading import Choice, Choose, Reading, Stored, Value, Wrong
from fields.skipping import skips
from fields.wordlist import numbered
from firm import Category, Firm

_ORDINALS: Final = numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth", 1
)
_NUMBER: Final = re.compile(
    r"(?:(?:number|no|nr|option|choice|category|the) )*"
    rf"([0-9]{{1,3}}|{'|'.join(_ORDINALS)})(?:st|nd|rd|th)?(?: one| please)?"
)
_ELSE: Final = re.compile(
    r"(?:its |it is )?(?:(?:some|any)thing else|none of (?:these|those|them|the above|it)|neither|not (?:listed|here|there|in the list|on the list)|others?|else)(?: please)?"
)
_MOST_CHOICES: Final = 3
_SLIP_FROM: Final = 5
# The best match must be this many times as good as the next to be taken at once.
_AHEAD: Final = 2.0
# What fits this many times worse than the best is no suggestion.
_FAINT: Final = 6.0


def read(text: str, context: Context) -> Reading:
    """A category by its number in the list (from 1), its title, or what it is about."""
    firm = context.firm
    folded = fold(text)
    if not folded or only_assents(text):
        return Wrong("category_missing")
    numbered = _NUMBER.fullmatch(folded)
    if numbered is not None:
        given = numbered[1]
        return _by_number(_ORDINALS.get(given) or int(given), firm)
    titled = _by_title(folded, firm)
    if titled is not None:
        return Value(titled.id)
    if _ELSE.fullmatch(folded):
        return Value(firm.categories[-1].id)
    if skips(text, "category|categories"):
        return Wrong("category_needed", {"other": firm.categories[-1].title})
    found = matches(text, firm.categories[:-1])
    if not found:
        return Wrong(
            "category_unknown",
            {"given": quoted(text), "other": firm.categories[-1].title},
        )
    if _clear(found):
        return Value(found[0].category.id)
    likely = found[:_MOST_CHOICES]
    return Choose(
        "category_several" if len(likely) > 1 else "category_unsure",
        tuple(Choice(match.category.title, match.category.id) for match in likely),
        {"category": likely[0].category.title},
    )


def suggest(text: str, firm: Firm, limit: int) -> list[Category]:
    """At most `limit` categories that the words point to, best first; none when none do."""
    found = matches(text, firm.categories[:-1])[:limit]
    return [one.category for one in found if one.score * _FAINT >= found[0].score]


def show(value: Stored, context: Context) -> str:
    """The category's title."""
    for category in context.firm.categories:
        if category.id == value:
            return category.title
    return value if isinstance(value, str) else ""


def _by_number(number: int, firm: Firm) -> Reading:
    if 1 <= number <= len(firm.categories):
        return Value(firm.categories[number - 1].id)
    return Wrong("category_number", {"last": str(len(firm.categories))})


def _by_title(folded: str, firm: Firm) -> Category | None:
    for category in firm.categories:
        if folded in (fold(category.title), fold(category.id)):
            return category
    near = [
        category
        for category in firm.categories
        if len(folded) >= _SLIP_FROM and OSA.distance(folded, fold(category.title)) <= 1
    ]
    return near[0] if len(near) == 1 else None


def _clear(found: list[Match]) -> bool:
    if not found[0].sure:
        return False
    return len(found) == 1 or found[0].score >= _AHEAD * found[1].score
