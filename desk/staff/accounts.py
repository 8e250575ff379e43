"""Accounts of the staff: adding, changing role or password, making inactive."""

from collections.abc import Callable
from datetime import datetime

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from desk.models import Staff
from desk.staff.passwords import PasswordRefused, Passwords, check_new_password
from desk.staff.roles import Role
from desk.staff.sessions import Sessions
from desk.staff.sign_in import as_email
from desk.storage.database import Database

LONGEST_NAME = 200


class AccountRefused(Exception):
    """A change that was refused. `reason` is email_wrong, email_taken, name_wrong,
    role_wrong, unknown, last_admin or a reason of PasswordRefused."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Accounts:
    """The staff of one firm. Each change belongs to the caller's transaction."""

    def __init__(
        self,
        database: Database,
        passwords: Passwords,
        firm_name: str,
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._passwords = passwords
        self._firm_name = firm_name
        self._now = now

    def all(self) -> list[Staff]:
        """All of the staff, the active first, by name."""
        ordered = select(Staff).order_by(Staff.active.desc(), func.lower(Staff.name))
        with self._database.reading() as session:
            return list(session.scalars(ordered))

    def add(
        self, session: Session, *, email: str, name: str, role: str, password: str
    ) -> Staff:
        """Adds a person. Raises AccountRefused."""
        staff = Staff(
            email=_email(email),
            name=_name(name),
            role=_role(role).value,
            password_hash="",
            active=True,
            created_at=self._now(),
        )
        staff.password_hash = self._accepted(staff, password)
        try:
            with session.begin_nested():
                session.add(staff)
        except IntegrityError:
            raise AccountRefused("email_taken") from None
        return staff

    def set_password(self, session: Session, staff_id: int, password: str) -> Staff:
        """Sets another password, and ends all sessions of the person and any lock-out.

        Raises AccountRefused.
        """
        staff = _one(session, staff_id)
        staff.password_hash = self._accepted(staff, password)
        staff.failed_attempts = 0
        staff.locked_until = None
        Sessions.end_all(session, staff_id)
        return staff

    def set_role(self, session: Session, staff_id: int, role: str) -> Staff:
        """Sets another role, from the next request on. Raises AccountRefused."""
        staff = _one(session, staff_id)
        new = _role(role)
        if new is not Role.ADMIN:
            self._keep_an_admin(session, staff)
        staff.role = new.value
        return staff

    def set_active(self, session: Session, staff_id: int, active: bool) -> Staff:
        """Makes a person active, or inactive: then they are signed out at once.

        Raises AccountRefused.
        """
        staff = _one(session, staff_id)
        if not active:
            self._keep_an_admin(session, staff)
            Sessions.end_all(session, staff_id)
        staff.active = active
        staff.failed_attempts = 0
        staff.locked_until = None
        return staff

    def matches(self, staff: Staff, password: str) -> bool:
        """Whether this is the person's password."""
        return self._passwords.match(staff.password_hash, password)

    def _accepted(self, staff: Staff, password: str) -> str:
        try:
            check_new_password(password, (staff.email, staff.name, self._firm_name))
        except PasswordRefused as refused:
            raise AccountRefused(refused.reason) from None
        return self._passwords.hashed(password)

    @staticmethod
    def _keep_an_admin(session: Session, staff: Staff) -> None:
        # Locks the admins' rows: otherwise two could end each other's role at once.
        admins = session.scalars(
            select(Staff.id)
            .where(Staff.role == Role.ADMIN.value, Staff.active)
            # In one order: otherwise two transactions could wait for each other.
            .order_by(Staff.id)
            .with_for_update()
        ).all()
        if list(admins) == [staff.id]:
            raise AccountRefused("last_admin")


def _one(session: Session, staff_id: int) -> Staff:
    staff = session.get(Staff, staff_id)
    if staff is None:
        raise AccountRefused("unknown")
    return staff


def _email(typed: str) -> str:
    try:
        validate_email(as_email(typed), check_deliverability=False)
    except EmailNotValidError:
        raise AccountRefused("email_wrong") from None
    return as_email(typed)


def _name(typed: str) -> str:
    name = " ".join(typed.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise AccountRefused("name_wrong")
    return name


def _role(typed: str) -> Role:
    try:
        return Role(typed)
    except ValueError:
        raise AccountRefused("role_wrong") from None
