"""Each kind of mail has all that a mail needs, so that a new one is found wanting here."""

import pytest

from desk.mail.drafts import DRAFTED, MailKind
from desk.mail.letter import Letters
from firm import Firm


@pytest.mark.parametrize("kind", MailKind)
def test_every_kind_has_a_name_for_the_staff_in_its_template(
    firm: Firm, kind: MailKind
) -> None:
    name = Letters(firm).names[kind]
    assert name == name.strip() != ""
    assert "{" not in name


def test_no_two_kinds_have_one_name(firm: Firm) -> None:
    names = Letters(firm).names
    assert len(set(names.values())) == len(MailKind)


def test_a_kind_that_a_person_writes_is_known_by_its_draft() -> None:
    assert {MailKind.QUESTION, MailKind.DELAY, MailKind.DECISION} == DRAFTED
