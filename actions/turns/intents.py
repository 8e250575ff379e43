"""The intents that actions tell apart by name; every one of them is in domain.yml."""

from __future__ import annotations

from enum import Enum

# The intent of a question to support is this and its topic.
SUPPORT_PREFIX = "support_"


class Intent(str, Enum):
    """Intents: what a client wants, as the understanding or a button names it."""

    AFFIRM = "affirm"
    DENY = "deny"
    INFORM = "inform"
    GREET = "greet"
    THANK = "thank"
    GRIEVANCE = "grievance"
    VENT = "vent"
    FILE_COMPLAINT = "file_complaint"
    ASK_WHY_NEEDED = "ask_why_needed"
    ADD_INFORMATION = "add_information"
    ADD_EVIDENCE = "add_evidence"
    START_OVER = "start_over"
    SELF_HARM = "self_harm"
    URGENT_SECURITY = "urgent_security"
    # Decided by the triage or pressed as a button.
    DOUBT = "doubt"
    NOT_UNDERSTOOD = "nlu_fallback"
    THIS_IS_COMPLAINT = "this_is_complaint"
    THIS_IS_SUPPORT = "this_is_support"

    # Without it an f-string says "Intent.DENY" from Python 3.12 on.
    __str__ = str.__str__
