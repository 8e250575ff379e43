"""The words of dates and times in one language, as the rules use them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from fields.wording import words_of_field
from languages import Words

# Minutes from midnight, from and to.
Part = tuple[int, int]


@dataclass(frozen=True)
class Vocabulary:
    """The `words` of dates.yml in the `language`, and what is made of them once.

    That is the names of `months`, from January, and `weekdays`, from Monday; the
    minutes of the `parts` of the day and of the `named_times` ("midnight"); and
    `spelt`, the names in which slips are forgiven, by their first letters.
    """

    language: str
    words: Words
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    parts: Mapping[str, Part]
    named_times: Mapping[str, int]
    spelt: Mapping[str, tuple[str, ...]]

    def month(self, name: str) -> int:
        """The number of the month, from 1."""
        return self.months.index(name) + 1

    def part(self, name: str | None) -> Part | None:
        """The minutes of a part of the day; None without one."""
        return self.parts.get(name or "")

    def says(self, what: str, words: str) -> bool:
        """Whether the pattern of the name `what` is found in these words."""
        return self.words.patterns[what].search(words) is not None


# Shorter names are too often words of their own, so no slips are forgiven in them.
_SHORTEST_SPELT = 6


@lru_cache(maxsize=32)
def vocabulary_of(language: str) -> Vocabulary:
    """The vocabulary of a language, made on the first call."""
    words = words_of_field("dates", language)
    months, weekdays = words.lists["months"], words.lists["weekdays"]
    spelt = [
        name
        for name in (*months, *weekdays, *words.lists["often_slipped"])
        if len(name) >= _SHORTEST_SPELT
    ]
    return Vocabulary(
        language=language,
        words=words,
        months=months,
        weekdays=weekdays,
        parts={
            name: (_minutes(first), _minutes(last))
            for name, (first, last) in words.tables["parts"].items()
        },
        named_times={
            name: _minutes(time) for name, time in words.tables["named_times"].items()
        },
        spelt={
            letter: tuple(name for name in spelt if name[0] == letter)
            for letter in {name[0] for name in spelt}
        },
    )


def _minutes(time: str) -> int:
    """Minutes from midnight of "06:00"; "30:00" is six in the morning of the next day."""
    hours, minutes = time.split(":")
    return int(hours) * 60 + int(minutes)
