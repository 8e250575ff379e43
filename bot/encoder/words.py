"""Words of a text, the encoder's pieces of each, and the spans that labels of words make."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from bot.examples.span import Span

OUTSIDE: Final = "O"
# What a word is, the first that fits. Punctuation between words is none.
_WORD: Final = re.compile(
    r"""
    \w+://[^\s<>"“”]*[\w/]                          # a link
    | [^\s@<>()\[\]"“”,;:]+@[\w.-]*\w                # an e-mail address
    | [\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]     # a sign of a script without spaces: Thai, Lao,
    | [\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]  # Burmese, Khmer; kana, Han
    | (?!I\.)(?:[^\W\d_]\.)+(?!\w)                  # initials, with their own full stop: W., a.m.
    | (?!(?<=\w['’])[sS]\b)[#@+$£€¥₹]?\w           # a word, a number, an ID, a date, an amount:
      (?: \w                                        #   inside it
        | (?<=\d)[,:](?=\d)                         #   1,904 and 19:00
        | (?<![a-zß-ÿ])\.(?=\w) | \.(?=[^\W_A-Z])   #   a full stop, but not "me.They"
        | ['’](?![sS]\b)(?=\w)                      #   don't, but not Ann's
        | [-–/_&+*#=~·\\](?=\w)                     #   07/05/2026, BE-40117
      )*[%$£€]?
    | [$£€¥₹]
    | [\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]+    # emoji
    """,
    re.VERBOSE,
)


class Word(NamedTuple):
    """A word: text[start:end]."""

    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """The words of a text in their order, without punctuation and "'s"."""
    return [Word(*found.span()) for found in _WORD.finditer(text)]


def pieces_of_words(
    words: Sequence[Word], places: Sequence[tuple[int, int]], offset: int = 0
) -> list[tuple[int, int]]:
    """For each word the first of its pieces, and the one after its last.

    `places` are where the tokenizer's pieces stand in the framed text, whose part after
    `offset` holds the words. A word of which no piece is left, since the text was cut, has
    two equal numbers. A piece that holds the end of a word and the beginning of the next
    belongs to both.
    """
    ranges: list[tuple[int, int]] = []
    piece = 0
    for word in words:
        start, end = word.start + offset, word.end + offset
        # Frame pieces are empty and so end before any word does.
        while piece < len(places) and places[piece][1] <= start:
            piece += 1
        after = piece
        while after < len(places) and places[after][0] < end and places[after][1]:
            after += 1
        ranges.append((piece, after))
    return ranges


def labels_of(words: Iterable[Word], spans: Iterable[Span]) -> list[str]:
    """B-, I- or O for each word (Ramshaw and Marcus 1995), after spans that do not nest."""
    left = sorted(spans)
    labels: list[str] = []
    begun = False
    for word in words:
        while left and left[0].end <= word.start:
            del left[0]
            begun = False
        if not left or word.end <= left[0].start:
            labels.append(OUTSIDE)
            continue
        labels.append(f"{'I' if begun else 'B'}-{left[0].label}")
        begun = True
    return labels


def spans_of(words: Iterable[Word], labels: Iterable[str]) -> Iterator[Span]:
    """The stretches that labels of words make; an I- after nothing of its kind begins one."""
    held: Span | None = None
    for word, label in zip(words, labels, strict=True):
        place, _, name = label.partition("-")
        if held is not None and place == "I" and name == held.label:
            held = replace(held, end=word.end)
            continue
        if held is not None:
            yield held
        held = None if label == OUTSIDE else Span(word.start, word.end, name)
    if held is not None:
        yield held
