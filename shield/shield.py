"""Runs the detectors over a text and puts markers where they found secrets."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from shield.cards import find_card_codes, find_cards
from shield.codes import find_one_time_codes
from shield.finding import Detector, Finding
from shield.keys import find_private_keys
from shield.passwords import find_passwords
from shield.phrases import find_recovery_phrases

DETECTORS: tuple[Detector, ...] = (
    find_recovery_phrases,
    find_private_keys,
    find_cards,
    find_card_codes,
    find_one_time_codes,
    find_passwords,
)


class Shielded(NamedTuple):
    """The text with markers, and what was cut, in the order of the text."""

    text: str
    kinds: tuple[str, ...]


class Shield:
    """Cuts secrets out of texts. `marker(kind)` gives the words that replace a secret,
    such as "[removed: password]"."""

    def __init__(self, marker: Callable[[str], str]) -> None:
        self._marker = marker

    def cut(self, text: str) -> Shielded:
        """The text without its secrets; all else stays, to the last character."""
        findings = _apart(f for detect in DETECTORS for f in detect(text))
        if not findings:
            return Shielded(text, ())
        parts, at = [], 0
        for finding in findings:
            parts += [text[at : finding.start], self._marker(finding.kind)]
            at = finding.end
        parts.append(text[at:])
        return Shielded("".join(parts), tuple(f.kind for f in findings))


def _apart(findings: Iterable[Finding]) -> list[Finding]:
    """The findings in order; overlapping ones join, under the kind of the first."""
    apart: list[Finding] = []
    for finding in sorted(findings, key=lambda f: (f.start, -f.end)):
        if apart and finding.start < apart[-1].end:
            last = apart.pop()
            apart.append(last._replace(end=max(last.end, finding.end)))
        else:
            apart.append(finding)
    return apart
