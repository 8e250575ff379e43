"""The words that English uses for numbers, months, weekdays and parts of the day, made even."""

import re
import unicodedata
from typing import Final

from rapidfuzz.distance import OSA

from fields.signs import APOSTROPHES, DASHES
from fields.wordlist import numbered

MONTHS: Final = tuple(
    numbered(
        "january february march april may june july august september october november december"
    )
)
WEEKDAYS: Final = tuple(
    numbered("monday tuesday wednesday thursday friday saturday sunday")
)
_NUMBERS: Final = numbered(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
) | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
_ORDINALS: Final = numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    start=1,
) | {"thirtieth": 30}
_SHORT: Final = {
    "jan": "january", "feb": "february", "mar": "march", "apr": "april", "jun": "june", "jul": "july",
    "aug": "august", "sep": "september", "sept": "september", "oct": "october", "nov": "november", "dec": "december",
    "tue": "tuesday", "tues": "tuesday", "thu": "thursday", "thur": "thursday", "thurs": "thursday", "fri": "friday",
    "tmrw": "tomorrow", "tomorow": "tomorrow", "tommorow": "tomorrow", "tommorrow": "tomorrow",
    "yday": "yesterday", "yest": "yesterday", "yesturday": "yesterday", "yesteday": "yesterday",
    "wk": "week", "wks": "weeks", "hrs": "hours", "hr": "hour", "mins": "minutes", "min": "minute", "yrs": "years",
    "yr": "year", "mths": "months", "mth": "month", "approx": "around", "til": "till", "noon": "midday",
}  # fmt: skip
# "Mon", "Wed", "Sat" and "Sun" are words too: weekdays only next to something that tells.
_SHORT_WEEKDAY: Final = re.compile(
    r"\b(on|last|this|past|since|previous|until|till|to|and|-)( ?)(mon|wed|sat|sun)\b(?!\w)|^()()(mon|wed|sat|sun)\b"
)
_SPELT: Final = tuple(word for word in (*MONTHS, *WEEKDAYS) if len(word) > 5)
_REAL: Final = frozenset(("sundry", "remember", "member", "december", "octopus"))
_TENS: Final = re.compile(
    r"\b(twenty|thirty|forty|fifty)[ -](one|two|three|four|five|six|seven|eight|nine|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b"
)
_HALF: Final = re.compile(r"\b(\d{1,3}) and a half\b")
_AND_HALF: Final = re.compile(r"\b(?:an?|1) (hour|day|week|month|year) and a half\b")
_WORD: Final = re.compile(r"[a-z]+")
_ORDINAL_DAY: Final = re.compile(
    rf"\b({'|'.join(_ORDINALS)})(?= (?:of )?(?:{'|'.join(MONTHS)})\b)|(?<=\bthe )({'|'.join(_ORDINALS)})$"
)
_LONGEST: Final = 2000


def even(text: str) -> str:
    """`text` (its first 2000 characters) in small letters, numbers as digits, names in full.

    "Twenty-first of Sept., half past five" becomes "21st of september, half past 5".
    """
    plain = unicodedata.normalize("NFKC", text[:_LONGEST]).lower()
    plain = re.sub(f"[{APOSTROPHES}]", "'", plain)
    plain = re.sub(f"[{DASHES}]", "-", plain)
    plain = " ".join(plain.split())
    plain = re.sub(r"\bmid-", "mid ", plain)
    plain = _TENS.sub(_tens, plain)
    plain = _WORD.sub(_word, plain)
    plain = re.sub(
        r"\b(january|february|march|april|june|july|august|september|october|november|december)\.(?= ?\d|$| )",
        r"\1",
        plain,
    )
    plain = _SHORT_WEEKDAY.sub(_weekday, plain)
    plain = _HALF.sub(r"\1.5", plain)
    plain = _AND_HALF.sub(r"1.5 \1s", plain)
    return _ORDINAL_DAY.sub(_ordinal, plain)


def _word(match: re.Match[str]) -> str:
    word = match.group()
    if word in _SHORT:
        return _SHORT[word]
    if word in _NUMBERS:
        return str(_NUMBERS[word])
    if len(word) < 5 or word in _REAL:
        return word
    for right in _SPELT:
        allowed = 2 if len(right) > 7 and len(word) > 6 else 1
        near = word[0] == right[0] and abs(len(word) - len(right)) <= allowed
        if near and OSA.distance(word, right, score_cutoff=allowed) <= allowed:
            return right
    return word


def _tens(match: re.Match[str]) -> str:
    tens, unit = _NUMBERS[match[1]], match[2]
    if unit in _NUMBERS:
        return str(tens + _NUMBERS[unit])
    day = tens + _ORDINALS[unit]
    return f"{day}{_suffix(day)}"


def _ordinal(match: re.Match[str]) -> str:
    day = _ORDINALS[match[1] or match[2]]
    return f"{day}{_suffix(day)}"


def _suffix(day: int) -> str:
    return {1: "st", 2: "nd", 3: "rd"}.get(
        day % 10 if day not in (11, 12, 13) else 0, "th"
    )


def _weekday(match: re.Match[str]) -> str:
    short = match[3] or match[6]
    full = next(day for day in WEEKDAYS if day.startswith(short))
    return f"{match[1] or ''}{match[2] or ''}{full}"
