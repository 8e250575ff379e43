"""`python -m desk`: brings the database up to date, then serves until it is told to stop."""

import logging
import os
import signal
import socket
import sys

import uvicorn
from sqlalchemy.exc import SQLAlchemyError

from desk.adapters.configured import AdapterUnusable, adapters_of
from desk.app import create_app
from desk.clock import utc_now
from desk.commands.logs import configure_logs
from desk.commands.settings import Settings, SettingsError, read_settings
from desk.mail.delivery import FolderDelivery, MailDelivery, SmtpDelivery
from desk.migrations import upgrade
from desk.models.keyring import KeyMissing
from desk.sealing.in_use import check_keys
from desk.search.rebuild import bring_up_to_date
from desk.storage.database import Database
from firm import FirmError, load_firm

log = logging.getLogger(__name__)

CANNOT_START = 2


class CannotStart(Exception):
    """One sentence for the operator."""


def main() -> int:
    """Serves until told to stop; returns the exit code."""
    # The server stops in good order, then raises the signal again.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        _serve(read_settings())
    except (SettingsError, FirmError, AdapterUnusable, CannotStart) as refusal:
        print(f"desk: {refusal}", file=sys.stderr)
        return CANNOT_START
    except KeyboardInterrupt:
        pass
    return 0


def _serve(settings: Settings) -> None:
    firm = load_firm(settings.firm_file)
    adapters = adapters_of(firm, settings.desk_adapter_secrets, utc_now)
    configure_logs()
    listener = listen(settings.desk_host, settings.desk_port)
    # Every file that is made (database, mails, …) is for the desk's own user alone.
    os.umask(0o077)
    settings.var_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    database = Database(settings.database_url, settings.keyring)
    try:
        upgrade(database)
        check_keys(database, utc_now())
        bring_up_to_date(database)
    except KeyMissing as missing:
        raise CannotStart(f"{missing}.") from None
    except SQLAlchemyError as error:
        log.error("database_unusable", exc_info=error)
        raise CannotStart(
            "the database of DESK_DB_URL cannot be used (the log says where)."
        ) from None
    app = create_app(
        firm=firm,
        database=database,
        token=settings.desk_token.get_secret_value(),
        delivery=_delivery(settings),
        files_dir=settings.files_dir,
        mail_dir=settings.mail_dir,
        adapters=adapters,
    )
    host, port = listener.getsockname()[:2]
    log.info("desk_starting", extra={"fields": {"host": host, "port": port}})
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            # The desk writes a log of its own, without addresses.
            access_log=False,
            log_config=None,
            server_header=False,
            timeout_graceful_shutdown=10,
        )
    )
    try:
        server.run(sockets=[listener])
    finally:
        database.close()


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on this host and port. Raises CannotStart."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol has to be named: asyncio turns off Nagle's algorithm only where it is
    # named. Otherwise an answer written in two pieces would wait 40 ms for the second.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(1024)
    except OSError as error:
        listener.close()
        raise CannotStart(
            f"port {port} on {host} cannot be used ({error.strerror}); set DESK_PORT to another."
        ) from None
    return listener


def _delivery(settings: Settings) -> MailDelivery:
    server = settings.smtp_server()
    return SmtpDelivery(server) if server else FolderDelivery(settings.mail_dir)


if __name__ == "__main__":
    sys.exit(main())
