"""`python -m desk search rebuild`: makes the search's index anew, while the desk runs or not.

Needed after the register was filled past the desk, by a restored copy or a script. The desk
itself keeps the index in step, and makes it anew at its start when the key has changed.
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
    """The process's exit code: 0, or 2 when the index could not be made."""
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
