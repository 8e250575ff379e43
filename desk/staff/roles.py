"""Roles of the staff: each may do everything that the roles before it may do."""

from enum import StrEnum

from desk.models import Staff


class Role(StrEnum):
    """Roles: `official` works complaints, `supervisor` also exports them and assigns
    them to others, `admin` also manages the staff and reads the audit log."""

    OFFICIAL = "official"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"

    def covers(self, needed: "Role") -> bool:
        """Whether this role may do everything that `needed` may."""
        order = list(Role)
        return order.index(self) >= order.index(needed)


def may_assign(staff: Staff, of: int | None, to: int | None) -> bool:
    """Whether this person may reassign a complaint from `of` to `to` (None is nobody).

    An official may take a complaint of nobody, and give back their own.
    """
    others = {of, to} - {staff.id, None}
    return not others or Role(staff.role).covers(Role.SUPERVISOR)
