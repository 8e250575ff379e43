"""`python -m desk staff add | password | list`: accounts of the staff.

`add --role admin` makes the first admin, and another one when every admin has forgotten
their password. `password` sets a person's password, `list` shows everybody.

The command asks for missing values. The password is typed twice, or read as one line
from standard input when that is no terminal. It is never an argument, which every user
of the machine could read.
"""

import argparse
import getpass
import sys
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from desk.clock import utc_now
from desk.commands.settings import SettingsError, read_settings
from desk.migrations import upgrade
from desk.models import Staff
from desk.models.keyring import KeyMissing
from desk.staff.accounts import AccountRefused, Accounts
from desk.staff.audit import Audit
from desk.staff.passwords import Passwords
from desk.staff.roles import Role
from desk.staff.sign_in import as_email
from desk.storage.database import Database
from desk.words.templates import templates
from firm import FirmError, load_firm

_TEMPLATES = Path(__file__).parents[1] / "console" / "templates"


def main(given: Sequence[str] | None = None) -> int:
    """Runs the command; returns the exit code: 0, or 2 with one sentence of error."""
    arguments = _parser().parse_args(given)
    try:
        settings = read_settings()
        firm = load_firm(settings.firm_file)
        settings.var_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        database = Database(settings.database_url, settings.keyring)
        try:
            upgrade(database)
            accounts = Accounts(database, Passwords(), firm.name, utc_now)
            print(_done(arguments, database, accounts))
        finally:
            database.close()
    except AccountRefused as refused:
        return _refused(_sentence(refused.reason))
    except (SettingsError, FirmError, KeyMissing) as refusal:
        return _refused(str(refusal))
    except SQLAlchemyError as error:
        kind = type(error).__name__
        return _refused(f"the database of DESK_DB_URL cannot be used ({kind}).")
    except (EOFError, KeyboardInterrupt):
        return _refused("nothing was done.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m desk staff", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    add = commands.add_parser("add", help="let somebody work the register")
    add.add_argument("--email")
    add.add_argument("--name")
    add.add_argument(
        "--role", choices=[role.value for role in Role], default=Role.OFFICIAL.value
    )
    password = commands.add_parser("password", help="give somebody another password")
    password.add_argument("--email")
    commands.add_parser("list", help="say who may work the register")
    return parser


def _done(arguments: argparse.Namespace, database: Database, accounts: Accounts) -> str:
    if arguments.command == "list":
        return "\n".join(
            f"{staff.email}\t{staff.role if staff.active else 'inactive'}\t{staff.name}"
            for staff in accounts.all()
        )
    email = arguments.email or input("E-mail: ")
    if arguments.command == "add":
        name = arguments.name or input("Name: ")
        password = _typed_password()
        with database.writing() as session:
            staff = accounts.add(
                session, email=email, name=name, role=arguments.role, password=password
            )
            Audit(utc_now).record(session, None, "staff_added", detail=staff.email)
        return f"{staff.email} may sign in now ({staff.role})."
    with database.reading() as reading:
        known = reading.scalar(select(Staff).where(Staff.email == as_email(email)))
    if known is None:
        raise AccountRefused("unknown")
    password = _typed_password()
    with database.writing() as session:
        accounts.set_password(session, known.id, password)
        Audit(utc_now).record(session, None, "password_set", detail=known.email)
    return f"{known.email} has another password now, and is signed out everywhere."


def _typed_password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().removesuffix("\n")
    password = getpass.getpass("Password (12 characters or more): ")
    if getpass.getpass("Again: ") != password:
        raise AccountRefused("differ")
    return password


def _sentence(reason: str) -> str:
    words = templates(_TEMPLATES)
    faults: dict[str, str] = words.get_template("words.html").module.account_faults  # type: ignore[attr-defined]  # what the template sets
    return faults[reason]


def _refused(reason: str) -> int:
    print(f"desk.staff: {reason}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
