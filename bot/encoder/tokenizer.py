"""The tokenizer of the packaged pieces, and the scripts whose pieces are kept."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from tokenizers import (
    Regex,
    Tokenizer,
    decoders,
    models,
    normalizers,
    pre_tokenizers,
    processors,
)

# The scripts of Europe's languages but Georgian and Armenian. Letters of others in a message are
# read as unknown, which is enough for a name between words that are known.
_SERVED: Final = ("LATIN", "GREEK", "CYRILLIC", "COMBINING", "MODIFIER")


@cache
def is_served(character: str) -> bool:
    """Whether pieces with this character are kept: a served script's letter or accent, a
    digit 0-9, punctuation, or a sign such as a currency's or an emoji."""
    kind = unicodedata.category(character)
    if kind == "Nd":
        return character.isascii()
    if kind[0] in "LM":
        return unicodedata.name(character, "").startswith(_SERVED)
    return True


def tokenizer_of(
    pieces: Sequence[tuple[str, float]], special: Mapping[str, int]
) -> Tokenizer:
    """The pieces as SentencePiece's unigram model (Kudo 2018) cuts them.

    `special` holds numbers of the first pieces, which trimming leaves where they are.
    """
    made = Tokenizer(models.Unigram(pieces, special["unknown"]))
    # What the file's map does, but for seven rare signs.
    made.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(r"[\s\u200b-\u200f\u2581\ufeff\ufffd]"), " "),
            normalizers.Replace(Regex(r"\p{Cc}"), ""),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    made.decoder = decoders.Metaspace()
    frame = {name: pieces[special[name]][0] for name in ("start", "end")}
    made.post_processor = processors.TemplateProcessing(
        single=f"{frame['start']} $A {frame['end']}",
        special_tokens=[(frame[name], special[name]) for name in frame],
    )
    return made
