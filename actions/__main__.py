"""Starts the action server: `python -m actions`."""

from __future__ import annotations

import logging
import os
import sys

from firm import FirmError, check_topics, topics_in


def main() -> None:
    """Check the firm and its fields, then serve the actions until stopped."""
    from actions.settings import DOMAIN, firm, settings
    from fields import prepare

    try:
        served = firm()
        check_topics(settings().firm_file, served, topics_in(DOMAIN))
    except FirmError as error:
        sys.exit(str(error))
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )
    # Access logs would name a path for every turn; bodies are never logged.
    logging.getLogger("sanic.access").setLevel(logging.WARNING)
    # Country names and date words of all languages take a second: now, not in a turn.
    prepare()
    os.environ.setdefault("SANIC_HOST", "127.0.0.1")
    from rasa_sdk.endpoint import run

    logging.getLogger(__name__).info("serving actions for %s", served.name)
    run("actions", port=settings().port, cors_origins=[])


if __name__ == "__main__":
    main()
