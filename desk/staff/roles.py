"""What somebody may do: each role may do what the ones before it may."""

from enum import StrEnum


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
