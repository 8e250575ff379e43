"""The submission made of the form's answers."""

from collections.abc import Iterable
from dataclasses import replace

from pydantic import ValidationError

from desk.complaint.formats import format_faults
from desk.complaint.submission import Submission
from desk.form.answers import Answers, Fault
from fields import FIELDS
from firm import Firm


def submission_of(answers: Answers, firm: Firm) -> Submission | Answers:
    """The submission, or, if the register would refuse it, the answers with faults.

    The register's own checks come last, so that a submission returned here is always
    filed.
    """
    values = {name: FIELDS[name].filed(one.value) for name, one in answers.items()}
    details = {name: values.pop(name) for name in FIELDS if FIELDS[name].details}
    flags = sorted(answer.name for answer in answers.values() if answer.flagged)
    body = {**values, "details": details, "locale": firm.locale, "flags": flags}
    try:
        submission = Submission.model_validate(body)
    except ValidationError as error:
        return _refused(answers, (fault["loc"] for fault in error.errors()))
    faults = format_faults(submission, firm)
    return _refused(answers, (f.place for f in faults)) if faults else submission


def _refused(answers: Answers, places: Iterable[tuple[int | str, ...]]) -> Answers:
    refused = dict(answers)
    for place in places:
        for name in FIELDS.keys() & set(place):
            fault = Fault("form", "unusable", {})
            refused[name] = replace(answers[name], fault=fault)
    if refused == answers:
        raise ValueError("the register refuses what no field of the form gives")
    return refused
