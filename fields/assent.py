"""A yes and nothing else, which is no answer where something is to be told."""

import re
from typing import Final

from fields.folding import fold

_YES: Final = re.compile(
    r"(?:yes|yeah|yep|yup|ok|okay|sure|of course|i do|i did|i have|(?:yes )+i (?:do|did|have))"
    r"(?: please| thanks| sir)?"
)


def only_assents(text: str) -> bool:
    """Whether these words say yes and tell nothing ("yes", "yes I did")."""
    return _YES.fullmatch(fold(text[:100])) is not None
