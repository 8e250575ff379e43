"""Errors of changes to a complaint. When one of them is raised, nothing was changed."""

from desk.complaint.states import Status


class CaseError(Exception):
    """A change that was not made."""


class NotFound(CaseError):
    """There is no such complaint, mail or active member of the staff."""


class NoSuchPair(CaseError):
    """No complaint has this reference and e-mail; which one is wrong stays untold."""


class Stale(CaseError):
    """Somebody changed the complaint after it was read; `version` is its new one."""

    def __init__(self, version: int) -> None:
        self.version = version
        super().__init__(f"the complaint is at version {version} now")


class MoveNotAllowed(CaseError):
    """The complaint's stage does not lead to the other one, or forbids the act."""

    def __init__(self, status: str, to: str) -> None:
        self.status = Status(status)
        self.to = to
        super().__init__(f"{status} does not lead to {to}")


class Incomplete(CaseError):
    """A field cannot be kept or sent as it is; `field` names it, `fault` is the reason:
    "blank", "not_an_address", "not_later" or "no_points"."""

    def __init__(self, field: str, fault: str) -> None:
        self.field = field
        self.fault = fault
        super().__init__(f"{field}: {fault}")
