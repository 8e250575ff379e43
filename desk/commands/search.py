"""`python -m desk search rebuild`: rebuilds the index of the search; the desk may run.

Needed after a restored copy or a script filled the register without the desk. The desk
itself keeps the index in step, and rebuilds it at its start when the key has changed.
"""

import argparse
import sys

from sqlalchemy.exc import SQLAlchemyError

from desk.commands.settings import SettingsError, read_settings
from desk.migrations import upgrade
from desk.models.keyring import KeyMissing
from desk.search.rebuild import rebuild
from desk.storage.database import Database


def main() -> int:
    """Rebuilds the index; returns the exit code: 0, or 2 when that failed."""
    parser = argparse.ArgumentParser(prog="python -m desk search", description=__doc__)
    parser.add_argument("command", choices=["rebuild"])
    parser.parse_args()
    try:
        settings = read_settings()
        database = Database(settings.database_url, settings.keyring)
        try:
            upgrade(database)
            count = rebuild(database)
        finally:
            database.close()
    except (SettingsError, KeyMissing) as refusal:
        print(f"desk.search: {refusal}", file=sys.stderr)
        return 2
    except SQLAlchemyError as error:
        kind = type(error).__name__
        print(
            f"desk.search: the database of DESK_DB_URL cannot be used ({kind}).",
            file=sys.stderr,
        )
        return 2
    print(f"{count} complaints can be found.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
