"""`python -m desk retention`: deletes old data, and does what a person asks for.

run [--dry-run]      deletes data kept long enough by firm.yml (the desk does so too)
find                 lists a person's complaints, and whether each may be erased today
export --out FILE    writes all that is held on them to a zip for this user's eyes only
erase                erases those that may be erased, and records why others were not

The command asks for the e-mail (or reads it from standard input), so that it stays out
of the shell's history; with --account also for the account number.
"""

import argparse
import getpass
import os
import sys
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from desk.cases.actor import Actor
from desk.clock import utc_now
from desk.commands.settings import Settings, SettingsError, read_settings
from desk.files.store import Damaged, Store
from desk.migrations import upgrade
from desk.models.keyring import KeyMissing
from desk.retention.erasure import Erasures
from desk.retention.requests import DataRequests, Match
from desk.retention.sweep import Retention
from desk.sealing.in_use import check_keys
from desk.storage.database import Database
from desk.storage.scrub import scrub
from firm import FirmError, load_firm


def main() -> int:
    """Runs the command; returns the exit code: 0, or 2 when it failed."""
    given = _arguments()
    try:
        return _do(given, read_settings())
    except (SettingsError, FirmError, KeyMissing) as refusal:
        print(f"desk.retention: {refusal}", file=sys.stderr)
    except Damaged:
        print("desk.retention: a stored file is not as it was.", file=sys.stderr)
    except OSError as error:
        print(f"desk.retention: {error.strerror}.", file=sys.stderr)
    except SQLAlchemyError as error:
        kind = type(error).__name__
        print(f"desk.retention: the database cannot be used ({kind}).", file=sys.stderr)
    return 2


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m desk retention",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run")
    run.add_argument("--dry-run", action="store_true")
    for name in ("find", "export", "erase"):
        command = commands.add_parser(name)
        command.add_argument("--account", action="store_true")
        if name == "export":
            command.add_argument("--out", type=Path, required=True)
    return parser.parse_args()


def _do(given: argparse.Namespace, settings: Settings) -> int:
    firm = load_firm(settings.firm_file)
    database = Database(settings.database_url, settings.keyring)
    try:
        upgrade(database)
        check_keys(database, utc_now())
        store = Store(settings.files_dir)
        erasures = Erasures(database, firm, store, settings.mail_dir)
        if given.command == "run":
            retention = Retention(database, firm, erasures, utc_now)
            counts = retention.count() if given.dry_run else retention.run()
            for name, rows in counts.items():
                print(f"{name}\t{rows}")
            if not given.dry_run:
                scrub(database)
            return 0
        requests = DataRequests(database, firm, store, erasures, utc_now)
        _serve(given, requests)
        return 0
    finally:
        database.close()


def _serve(given: argparse.Namespace, requests: DataRequests) -> None:
    actor = Actor(None, f"command ({getpass.getuser()})")
    email = _asked("E-mail: ")
    account = _asked("Account number: ") if given.account else ""
    matches = requests.find(email, account, actor)
    ids = [match.found.id for match in matches]
    if given.command == "find":
        for match in matches:
            print(_line(match))
    elif given.command == "export":
        packed = requests.export(ids, actor)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with os.fdopen(os.open(given.out, flags, 0o600), "wb") as file:
            file.write(packed)
        print(f"{len(ids)} complaints in {given.out}")
    else:
        for outcome in requests.erase(ids, actor):
            verdict = outcome.verdict
            done = "erased" if verdict.allowed else "refused"
            print(
                outcome.reference, done, verdict.reason, verdict.until or "-", sep="\t"
            )
    if not matches:
        print("No complaint has this e-mail.")


def _line(match: Match) -> str:
    found, verdict = match.found, match.verdict
    may = "may be erased" if verdict.allowed else "is kept"
    parts = (found.reference, found.by, may, verdict.reason, verdict.until or "-")
    return "\t".join(str(part) for part in parts)


def _asked(question: str) -> str:
    if sys.stdin.isatty():
        return input(question).strip()
    return sys.stdin.readline().strip()


if __name__ == "__main__":
    sys.exit(main())
