"""What the complaint is about: one of the firm's categories, by its id."""

from typing import Final

from rapidfuzz.distance import OSA

from fields.category.matching import Match, matches
from fields.context import Context
from fields.reading import Choice, Choose, Reading, Stored, Value, Wrong, WrongKind
from fields.skipping import only_assents, skips
from fields.text import fold, quoted
from fields.wording import words_of_field
from firm import Category, Firm
from languages import DEFAULT

_MOST_CHOICES: Final = 3
_SLIP_FROM: Final = 5
# The best match must be this many times as good as the next to be taken at once.
_AHEAD: Final = 2.0
# A category that fits this many times worse than the best is no suggestion.
_FAINT: Final = 6.0


def read(text: str, context: Context) -> Reading:
    """A category by its number in the list (from 1), its title, or what it is about."""
    firm = context.firm
    language = context.language
    words = words_of_field("category", language)
    folded = fold(text)
    if not folded or only_assents(text, language):
        return Wrong("category_missing")
    numbered = words.patterns["number"].fullmatch(folded)
    if numbered is not None:
        given, ordinals = numbered[1], words.lists["ordinals"]
        place = ordinals.index(given) + 1 if given in ordinals else int(given)
        return _by_number(place, firm)
    titled = _by_title(folded, firm)
    if titled is not None:
        return Value(titled.id)
    if words.patterns["something_else"].fullmatch(folded):
        return Value(firm.categories[-1].id)
    if skips(text, words.pieces["about"], language):
        other = {"other": firm.categories[-1].title}
        return Wrong("category_needed", other, WrongKind.NEEDED)
    found = matches(text, firm.categories[:-1], language)
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


def suggest(
    text: str, firm: Firm, limit: int, language: str = DEFAULT
) -> list[Category]:
    """At most `limit` categories that the words point to, best first; may be empty."""
    found = matches(text, firm.categories[:-1], language)[:limit]
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
