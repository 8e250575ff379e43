"""Support topics: the firm's channels beside the topics that the assistant understands.

domain.yml lists what the assistant understands: `support_<topic>` is the intent of each
topic. So a new topic is a channel in firm.yml, an intent in domain.yml and its examples.
"""

from collections.abc import Collection
from pathlib import Path

import yaml

from firm.loading import FirmError
from firm.model import Firm

PREFIX = "support_"


def topics_in(domain: Path) -> tuple[str, ...]:
    """The topics of a domain.yml, in its order. Raises OSError when it cannot be read."""
    stated = yaml.safe_load(domain.read_text(encoding="utf-8"))["intents"]
    # An intent with settings of its own is a mapping of one key.
    names = [one if isinstance(one, str) else next(iter(one)) for one in stated]
    return tuple(name.removeprefix(PREFIX) for name in names if name.startswith(PREFIX))


def check_topics(file: Path, firm: Firm, topics: Collection[str]) -> None:
    """Raises FirmError for the first channel of `file` that no question can lead to."""
    for topic in firm.support:
        if topic not in topics:
            known = ", ".join(topics)
            raise FirmError(
                file, f"support.{topic}", f"is not a topic; the topics are {known}."
            )
