"""`python -m desk sealing new-key | encrypt | rotate`: keys for personal data at rest.

new-key   prints a fresh key for DESK_ENCRYPTION_KEYS
encrypt   seals what is stored plain, after the first key was set
rotate    seals everything with the newest key, after a new one was put before the old
"""

import argparse
import sys

from sqlalchemy.exc import SQLAlchemyError

from desk.clock import utc_now
from desk.commands.settings import Settings, SettingsError, read_settings
from desk.files.store import Damaged, Store
from desk.migrations import upgrade
from desk.models.keyring import VARIABLE, KeyMissing, new_key
from desk.sealing.in_use import check_keys
from desk.sealing.reseal import reseal
from desk.search.rebuild import bring_up_to_date
from desk.storage.database import Database
from desk.storage.scrub import scrub


def main() -> int:
    """Runs the command; returns the exit code: 0, or 2 if it has to be run again."""
    parser = argparse.ArgumentParser(
        prog="python -m desk sealing",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=["new-key", "encrypt", "rotate"])
    if parser.parse_args().command == "new-key":
        print(new_key())
        return 0
    try:
        settings = read_settings()
        if settings.keyring.newest is None:
            raise KeyMissing(f"{VARIABLE} is missing")
        _reseal(settings)
    except (SettingsError, KeyMissing, Damaged) as refusal:
        said = str(refusal) or "a stored file is not as it was stored"
        print(f"desk.sealing: {said}.", file=sys.stderr)
        return 2
    except SQLAlchemyError as error:
        kind = type(error).__name__
        print(f"desk.sealing: the database cannot be used ({kind}).", file=sys.stderr)
        return 2
    return 0


def _reseal(settings: Settings) -> None:
    database = Database(settings.database_url, settings.keyring)
    try:
        upgrade(database)
        check_keys(database, utc_now())
        changed = reseal(database, Store(settings.files_dir))
        bring_up_to_date(database)
        # The earlier content, plain or under the old key, must not stay in the files.
        scrub(database, whole=True)
    finally:
        database.close()
    for name, rows in changed.items():
        print(f"{name}\t{rows}")
    print(f"Everything is sealed with the key {settings.keyring.newest}.")


if __name__ == "__main__":
    sys.exit(main())
