"""Keeps what clients say out of Rasa's logs.

Rasa 3.6 logs through structlog, with message texts and slot values as keys of an entry and,
for an exception, the local variables of every frame.
"""

from collections.abc import MutableMapping
from typing import Any

import structlog
from structlog.dev import ConsoleRenderer, plain_traceback
from structlog.processors import ExceptionRenderer
from structlog.tracebacks import ExceptionDictTransformer

# Keys of Rasa's entries that hold a client's words or what was understood of them; Rasa names
# most of them in rasa.utils.log_utils for its anonymizer.
PRIVATE = frozenset(
    {
        "current_entity",
        "current_states",
        "json_message",
        "message",
        "next_entity",
        "old_states",
        "parse_data_entities",
        "parse_data_text",
        "prediction_events",
        "prefilled_slots",
        "rasa_event",
        "rasa_events",
        "response",
        "response_text",
        "slot_candidates",
        "slot_values",
        "states",
        "successes",
        "text",
        "token_text",
        "tracker_latest_message",
        "tracker_states",
        "user_message",
        "user_text",
    }
)


def keep_texts_out_of_logs() -> None:
    """Changes structlog's processors in place, since loggers that exist already hold the list.

    Called again, or without Rasa's configuration, it changes nothing more.
    """
    processors = structlog.get_config()["processors"]
    if not isinstance(processors, list) or without_texts in processors:
        return
    processors.insert(0, without_texts)
    for place, processor in enumerate(processors):
        if isinstance(processor, ExceptionRenderer):
            plain = ExceptionDictTransformer(show_locals=False)
            processors[place] = ExceptionRenderer(plain)
        elif isinstance(processor, ConsoleRenderer):
            processor._exception_formatter = plain_traceback


def without_texts(
    logger: Any, method: str, entry: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """A structlog processor: drops the keys that hold a client's words."""
    for key in PRIVATE & entry.keys():
        del entry[key]
    return entry
