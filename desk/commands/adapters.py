"""`python -m desk adapters list | retry`: deliveries not taken by other systems."""

import argparse
import sys
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from desk.adapters.document import instant
from desk.adapters.queue import Deliveries
from desk.clock import utc_now
from desk.commands.settings import SettingsError, read_settings
from desk.models import Complaint, Delivery, DeliveryState
from desk.storage.database import Database


def main() -> int:
    """Runs the command; returns the exit code: 0, or 2 if the register is unusable."""
    parser = argparse.ArgumentParser(prog="python -m desk adapters")
    parser.add_argument("command", choices=["list", "retry"])
    command = parser.parse_args().command
    try:
        settings = read_settings()
        database = Database(settings.database_url, settings.keyring)
        try:
            if command == "retry":
                revived = Deliveries(database, utc_now, timedelta()).revive()
                print(f"{revived} deliveries are due again.")
            else:
                _list(database)
        finally:
            database.close()
    except (SettingsError, SQLAlchemyError) as error:
        kind = error if isinstance(error, SettingsError) else type(error).__name__
        print(f"desk.adapters: {kind}", file=sys.stderr)
        return 2
    return 0


def _list(database: Database) -> None:
    with database.reading() as session:
        rows = session.execute(
            select(Delivery, Complaint.reference)
            .join(Complaint, Complaint.id == Delivery.complaint_id)
            .where(Delivery.state != DeliveryState.SENT)
            .order_by(Delivery.id)
        )
        for delivery, reference in rows:
            print(
                delivery.id,
                reference,
                delivery.adapter,
                delivery.event,
                delivery.state,
                delivery.attempts,
                instant(delivery.due_at),
                delivery.last_error or "-",
                sep="\t",
            )


if __name__ == "__main__":
    sys.exit(main())
