"""Cuts secrets out of what is posted, with the chat's own shield (docs/conversation.md, rule 10).

Before an answer is read: what was cut is in no table, in no mail and on no later page.
"""

from collections.abc import Mapping

from fields import FIELDS
from shield import Shield


def without_secrets(
    sent: Mapping[str, str], shield: Shield
) -> tuple[dict[str, str], tuple[str, ...]]:
    """The answers with a marker where a secret was, and the kinds that were cut."""
    kept, kinds = dict(sent), list[str]()
    for name in FIELDS.keys() & sent.keys():
        shielded = shield.cut(sent[name])
        kept[name] = shielded.text
        kinds += shielded.kinds
    return kept, tuple(sorted(set(kinds)))
