"""Words that come around a name, and words that come instead of one."""

from dataclasses import dataclass
from typing import Final

from fields.text import APOSTROPHES, DASHES, fold
from languages import Words

# Turns every apostrophe and dash into one of its kind; lengths stay the same.
_PLAIN: Final = str.maketrans(
    dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(DASHES.removeprefix("\\"), "-")
)


@dataclass(frozen=True)
class Introduction:
    """The name that a sentence introduces.

    `casual` when it comes with a greeting, or after "I'm" or "it's", which introduce moods too.
    """

    name: str
    casual: bool


def introduced(text: str, words: Words) -> Introduction | None:
    """The name in "Hello, my name is …", "its … on the 2nd", "… here"; None without such words."""
    plain = text.translate(_PLAIN)
    patterns = words.patterns
    match = patterns["first_and_last"].match(plain)
    if match is not None:
        first, last = (
            text[slice(*match.span("first"))],
            text[slice(*match.span("last"))],
        )
        return Introduction(f"{first} {last}", casual=False)
    match = patterns["introduction"].match(plain)
    if match is not None:
        greeted = match["greeting"] or patterns["greeting"].match(match["before"])
        stated = patterns["says_name"].search(match["intro"])
        start, end = match.span("rest")
        further = patterns["goes_on"].search(plain, start)
        name = text[start : further.start() if further else end]
        return Introduction(name, casual=bool(greeted) or not stated)
    for name in ("here", "is_my_name", "around"):
        match = patterns[name].match(plain)
        if match is not None and match["rest"] != plain:
            return Introduction(
                text[slice(*match.span("rest"))], bool(match["greeting"])
            )
    return None


def alone(text: str, words: Words) -> str:
    """The text before words with which a sentence goes on ("Ann Lee, born in May")."""
    further = words.patterns["goes_on"].search(text.translate(_PLAIN))
    return text[: further.start()] if further else text


def is_question(text: str, words: Words) -> bool:
    """Whether it is a question instead of a name."""
    return words.patterns["question"].search(text.translate(_PLAIN)) is not None


def is_refusal(folded: str, words: Words) -> bool:
    """Whether the client is unwilling to be named; on folded text."""
    return words.patterns["refusal"].fullmatch(folded) is not None


def speaks(name: str, words: Words) -> bool:
    """Whether these are words of a sentence, or of the conversation, rather than a name."""
    typed = name.split()
    folded = [fold(word) for word in typed]
    if len(typed) == 1:
        return any(
            folded[0] in words.sets[name]
            for name in ("replies", "topics", "speech", "titles")
        )
    for word, plain in zip(typed, folded, strict=True):
        if plain in words.sets["speech"] and not (
            word[:1].isupper() and plain in words.sets["capital_names"]
        ):
            return True
        if plain in words.sets["topics"] and word.islower():
            return True
    return typed[0] in ("i", "I") and not typed[1][0].isupper()
