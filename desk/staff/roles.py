"""What somebody may do: each role may do what the ones before it may."""

from enum import StrEnum

from desk.models import Staff


class Role(StrEnum):
    """`official` works complaints, `supervisor` also exports and assigns them to others,
    `admin` also manages the staff and reads the audit log."""

    OFFICIAL = "official"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"

    def covers(self, needed: "Role") -> bool:
        """Whether this role may do what `needed` may."""
        order = list(Role)
        return order.index(self) >= order.index(needed)


def may_assign(staff: Staff, of: int | None, to: int | None) -> bool:
    """Whether they may give a complaint that is `of` one (a staff id, None is nobody) to
    another. An official takes what is nobody's and gives back their own."""
    others = {of, to} - {staff.id, None}
    return not others or Role(staff.role).covers(Role.SUPERVISOR)
