"""Removal of secrets from posted answers, by the chat's own shield.

See docs/conversation.md, rule 10. It comes before an answer is read, so that no table,
no mail and no later page has the secret.
"""

from collections.abc import Mapping

from fields import FIELDS
from shield import Shield


def without_secrets(
    sent: Mapping[str, str], shield: Shield
) -> tuple[dict[str, str], tuple[str, ...]]:
    """The answers with a marker in place of each secret, and the kinds of secrets."""
    kept, kinds = dict(sent), list[str]()
    for name in FIELDS.keys() & sent.keys():
        shielded = shield.cut(sent[name])
        kept[name] = shielded.text
        kinds += shielded.kinds
    return kept, tuple(sorted(set(kinds)))
