"""What a field may know beside the client's words."""

from dataclasses import dataclass
from datetime import datetime

from firm import Firm


@dataclass(frozen=True)
class Context:
    """`now` has an offset; `country` is the client's, ISO alpha-2, once it is known."""

    firm: Firm
    now: datetime
    country: str | None = None

    def __post_init__(self) -> None:
        if self.now.utcoffset() is None:
            raise ValueError("now has no offset")
