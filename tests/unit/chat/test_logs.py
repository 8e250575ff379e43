"""Rasa's logs hold no word of a client's while the channel runs."""

import subprocess
import sys

import pytest

PROGRAM = """
import logging, sys
import structlog
from rasa.utils.log_utils import configure_structlog
sys.stderr.isatty = lambda: {terminal}
configure_structlog(logging.DEBUG)
early = structlog.get_logger()
early.info("before", text="not yet kept out")
from bot.chat.logs import keep_texts_out_of_logs
keep_texts_out_of_logs()
keep_texts_out_of_logs()
for logger in (early, structlog.get_logger()):
    logger.debug("processor.message.parse", parse_data_text="zebra", parse_data_intent="greet")
    try:
        said = "zebra"
        raise KeyError("slot")
    except KeyError:
        logger.exception("nlg.failed", response="zebra", event_info="no such slot")
"""


@pytest.mark.parametrize("terminal", [False, True], ids=["json", "terminal"])
def test_texts_and_local_variables_stay_out(terminal: bool) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PROGRAM.format(terminal=terminal)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    log = done.stdout + done.stderr
    assert "not yet kept out" in log  # so the test sees the log at all
    assert log.count("KeyError") >= 2
    assert log.count("greet") == 2
    # A traceback shows the source line of the frame that raised, and no variable's value.
    assert "zebra" not in log
