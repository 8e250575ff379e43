"""The context of a reading: what a field may know beside the client's words."""

from dataclasses import dataclass
from datetime import datetime

from firm import Firm
from languages import DEFAULT


@dataclass(frozen=True)
class Context:
    """`now` is on the client's clock, the firm's where theirs is not known; `country` is
    the client's, ISO alpha-2, once it is known; `language` is the folder of data/ whose
    words are understood.
    """

    firm: Firm
    now: datetime
    country: str | None = None
    language: str = DEFAULT

    def __post_init__(self) -> None:
        if self.now.utcoffset() is None:
            raise ValueError("now has no offset")
