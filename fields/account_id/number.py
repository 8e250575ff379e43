"""The client's number at the firm, or the firm's words for having none."""

import re
from typing import Final

from fields.account_id.said import cannot_see, has_none, is_others, may_have_none
from fields.context import Context
from fields.reading import Choice, Choose, Reading, Stored, Value, Wrong, WrongKind
from fields.skipping import skips
from fields.text import APOSTROPHES, DASHES, DOUBLE_QUOTES, fold, quoted
from fields.wording import words_of_field

_GROUP: Final = re.compile(r"[^\W_]+")
# Signs that people put between the groups of a number: a space, a dash, a dot.
_FORGIVEN: Final = re.compile(rf"[\s.·{DASHES}]{{1,3}}")
_DATE: Final = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}"
)
_MOST_GROUPS: Final = 16
_SEARCHED: Final = 4000
# A try at the number is at most this many characters too long or too short.
_NEAR: Final = 4
_AROUND: Final = f"{APOSTROPHES}{DOUBLE_QUOTES}.,;:!?#()[]<>"


def read(text: str, context: Context) -> Reading:
    """The number as the firm writes it (upper-case, nothing between), or the words for none."""
    account = context.firm.account_id
    folded = fold(text[:_SEARCHED])
    numbers = _numbers(text[:_SEARCHED], re.compile(account.pattern), account.example)
    if len(numbers) > 1:
        return Choose(
            "account_id_several", tuple(Choice(one, one) for one in numbers[:3])
        )
    if numbers:
        return Value(numbers[0])
    if folded == fold(account.none) or has_none(folded, context.language):
        return Value(account.none)
    if may_have_none(folded, context.language):
        return Choose(
            "account_id_none",
            (Choice(account.none, account.none),),
            {"firm": context.firm.name},
        )
    return _wrong(text[:_SEARCHED], folded, context)


def show(value: Stored, context: Context) -> str:
    """The number, or the words for having none."""
    return value if isinstance(value, str) else ""


def _numbers(text: str, pattern: re.Pattern[str], example: str) -> list[str]:
    """Every run of groups that together make a number, the longest runs first."""
    groups = list(_GROUP.finditer(text))
    dates = [match.span() for match in _DATE.finditer(text)]
    example_has_digit = any(letter.isdigit() for letter in example)
    found: list[str] = []
    place = 0
    while place < len(groups):
        end = _longest_run(text, groups, place, pattern, example_has_digit, dates)
        if end is None:
            place += 1
            continue
        number = _joined(groups[place:end])
        if number not in found:
            found.append(number)
        place = end
    return found


def _longest_run(
    text: str,
    groups: list[re.Match[str]],
    start: int,
    pattern: re.Pattern[str],
    example_has_digit: bool,
    dates: list[tuple[int, int]],
) -> int | None:
    best: int | None = None
    for end in range(start + 1, min(start + _MOST_GROUPS, len(groups)) + 1):
        if end - start > 1 and not _forgiven(text, groups[end - 2], groups[end - 1]):
            break
        run = groups[start:end]
        number = _joined(run)
        if not pattern.fullmatch(number):
            continue
        if (run[0].start(), run[-1].end()) in dates:
            continue
        if len(run) > 1:
            if example_has_digit and not any(letter.isdigit() for letter in number):
                continue  # words that happen to add up, such as "aardvarks are nice"
            if _goes_on(text, groups, start, end):
                continue
        elif _glued(text, run[0]):
            continue
        best = end
    return best


def _joined(run: list[re.Match[str]]) -> str:
    return "".join(group.group() for group in run).upper()


def _forgiven(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    return _FORGIVEN.fullmatch(text[left.end() : right.start()]) is not None


def _glued(text: str, group: re.Match[str]) -> bool:
    """Whether the group is only a part of a longer piece ("AB_D", an e-mail)."""
    around = (
        text[group.start() - 1 : group.start()] + text[group.end() : group.end() + 1]
    )
    return any(letter in "_@/" for letter in around)


def _goes_on(text: str, groups: list[re.Match[str]], start: int, end: int) -> bool:
    """Whether the run is only a part of a number that goes on beyond it."""
    if start and _continues(text, groups[start - 1], groups[start], groups[start - 1]):
        return True
    if end < len(groups) and _continues(
        text, groups[end - 1], groups[end], groups[end]
    ):
        return True
    return _glued(text, groups[start]) or _glued(text, groups[end - 1])


def _continues(
    text: str, left: re.Match[str], right: re.Match[str], beyond: re.Match[str]
) -> bool:
    if not _forgiven(text, left, right):
        return False
    between = text[left.end() : right.start()]
    if not any(letter.isspace() for letter in between):
        return True
    return any(letter.isdigit() for letter in beyond.group())


def _wrong(text: str, folded: str, context: Context) -> Wrong:
    account = context.firm.account_id
    help_ = {
        "label": account.label,
        "where": account.where,
        "shape": account.shape,
        "example": account.example,
        "none": account.none,
        "firm": context.firm.name,
    }
    attempt = _attempt(text)
    length = sum(letter.isalnum() for letter in account.example)
    count = sum(letter.isalnum() for letter in attempt or "")
    language = context.language
    about = words_of_field("account_id", language).pieces["about"]
    unseen = cannot_see(folded, language) or skips(text, about, language)
    if attempt is None or (unseen and abs(count - length) > _NEAR):
        if "@" in text:
            return Wrong("account_id_email", help_)
        if is_others(folded, language):
            return Wrong("account_id_others_unseen", help_, WrongKind.CANNOT_SEE)
        if unseen:
            return Wrong("account_id_unseen", help_, WrongKind.CANNOT_SEE)
        return Wrong("account_id_missing", help_)
    odd = next((sign for sign in attempt if not _may_stand(sign)), None)
    if odd is not None:
        return Wrong("account_id_character", {"character": odd, **help_})
    if count != length:
        return Wrong("account_id_length", {"count": str(count), **help_})
    return Wrong("account_id_format", {"given": quoted(attempt), **help_})


def _may_stand(sign: str) -> bool:
    return sign.isalnum() or _FORGIVEN.fullmatch(sign) is not None


def _attempt(text: str) -> str | None:
    """The likely try at a number: the longest run of groups with digits or capitals."""
    runs: list[str] = []
    current: list[str] = []
    for piece in text.split():
        bare = re.sub(r"\W|_", "", piece)
        numbered = any(letter.isdigit() for letter in bare)
        shouted = len(bare) > 2 and bare.isupper() and bool(current)
        if "@" not in piece and (numbered or shouted):
            current.append(piece)
        elif current:
            runs.append(" ".join(current).strip(_AROUND))
            current = []
    if current:
        runs.append(" ".join(current).strip(_AROUND))
    long_enough = [run for run in runs if sum(map(str.isalnum, run)) >= 5]
    return max(long_enough, key=len, default=None)
