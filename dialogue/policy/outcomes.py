"""What became of an errand at the desk, in words."""

from __future__ import annotations

from typing import Final

from dialogue.errands import Errand, Order, Outcome, Report
from dialogue.saying.labels import Labels
from dialogue.saying.utterance import Utterance

# Stages of the register in which no answer is to come, so it would be wrong to announce one.
_OWN_WORDS: Final = frozenset(("waiting_for_client", "resolved", "closed", "withdrawn"))
# What a press of "Try again" sends.
_AGAIN: Final = {
    Errand.STATUS: "ask_status",
    Errand.NOTE: "add_to_filed",
    Errand.FILES: "add_evidence",
    Errand.TAKE_BACK: "take_back",
    Errand.MAIL: "ask_mail_sent",
    Errand.RESEND: "resend_mail",
}


def told(order: Order, report: Report, correction: bool, labels: Labels) -> Utterance:
    """What to say of an errand that was ordered; `correction`: its note changes a field."""
    values = {"reference": order.reference, "email": order.email}
    match report.outcome:
        case Outcome.UNAVAILABLE:
            again = labels.button("try_again", _AGAIN[order.errand])
            return Utterance("utter_case_unavailable", offers=(again,))
        case Outcome.UNKNOWN:
            return Utterance("utter_case_unknown")
        case Outcome.REFUSED:
            return Utterance(f"utter_{order.errand.value}_refused", values)
    match order.errand:
        case Errand.STATUS:
            return _standing(report, values, labels)
        case Errand.NOTE if correction:
            return Utterance("utter_correction_added", values)
        case Errand.NOTE:
            return Utterance("utter_note_added", values)
        case Errand.FILES:
            return _link(report, labels)
        case Errand.TAKE_BACK:
            return Utterance("utter_take_back_passed_on", values)
        case Errand.RESEND if report.told["fresh"]:
            return Utterance("utter_mail_resent", values)
        case Errand.MAIL | Errand.RESEND:
            return Utterance(f"utter_mail_{report.told['state']}", values)


def _standing(report: Report, values: dict[str, str], labels: Labels) -> Utterance:
    stage = str(report.told["stage"])
    own = f"utter_case_status_{stage}"
    days = ("received", "acknowledge_by", "resolve_by")
    return Utterance(
        own if stage in _OWN_WORDS else "utter_case_status",
        {
            **values,
            "reference": str(report.told["reference"]),
            "stage": labels.stage(stage),
            **{name: labels.day(str(report.told[name])) for name in days},
        },
    )


def _link(report: Report, labels: Labels) -> Utterance:
    """The link to add files by; the desk may have no public address to lead to."""
    if not report.told.get("url"):
        return Utterance("utter_upload_nowhere")
    expires = labels.day(str(report.told["expires"]))
    values = {"url": str(report.told["url"]), "expires": expires}
    return Utterance("utter_upload_link", values)
