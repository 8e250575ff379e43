"""A modest limit on guessing the e-mail that belongs to a reference."""

from desk.web.desk import Desk
from desk.web.problems import Problem


def slow_down_guessing(typed_reference: str, desk: Desk) -> None:
    """Counts an attempt on this reference. Raises Problem (429) when there were too many."""
    # Counts by the reference alone: nobody can guess one, so a guesser has it and
    # guesses e-mails. If e-mails were counted, a stranger who knows one could lock its
    # owner out.
    number = desk.register.number_in(typed_reference)
    seconds = desk.pair_attempts.wait(number or typed_reference)
    if seconds:
        raise Problem(
            429, detail="Too many questions.", headers={"Retry-After": str(seconds)}
        )
