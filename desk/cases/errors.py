"""Why a change to a complaint was not made. Nothing was changed when one of these is raised."""

from desk.complaint.states import Status


class CaseError(Exception):
    """A change that was not made."""


class NotFound(CaseError):
    """There is no such complaint, point of it, or mail."""


class Stale(CaseError):
    """Another changed the complaint after it was read; `version` is the one it has now."""

    def __init__(self, version: int) -> None:
        self.version = version
        super().__init__(f"the complaint is at version {version} now")


class MoveNotAllowed(CaseError):
    """This stage does not lead to that one, or the act does not belong to this stage."""

    def __init__(self, status: str, to: str) -> None:
        self.status = Status(status)
        self.to = to
        super().__init__(f"{status} does not lead to {to}")


class Incomplete(CaseError):
    """What was given cannot be kept or sent as it is; `field` names it, `fault` says why:
    "blank", "not_an_address", "not_later", "no_points"."""

    def __init__(self, field: str, fault: str) -> None:
        self.field = field
        self.fault = fault
        super().__init__(f"{field}: {fault}")
