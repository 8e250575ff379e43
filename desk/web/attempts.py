"""A modest limit on attempts, against guessing, kept in memory."""

import hashlib
import math
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock

_MOST_NAMES = 10_000


class Attempts:
    """Counts attempts per name (a reference, say) within a sliding window.

    Names are kept as digests, so no personal data stays in memory. Each process counts
    for itself, and the longest unused names are forgotten first when there are many.
    """

    def __init__(
        self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._times: OrderedDict[bytes, deque[float]] = OrderedDict()
        self._lock = Lock()

    def wait(self, name: str) -> int:
        """Counts an attempt on this name; returns 0, or the seconds to wait if refused.

        A refused attempt is not counted, so that it is enough to wait as told.
        """
        with self._lock:
            now = self._clock()
            window = self._window(name, now)
            if len(window) >= self._most:
                return max(1, math.ceil(window[0] + self._seconds - now))
            window.append(now)
            return 0

    def forgive(self, name: str) -> None:
        """Takes back the last attempt on this name: it was no guess."""
        with self._lock:
            window = self._window(name, self._clock())
            if window:
                window.pop()

    def _window(self, name: str, now: float) -> deque[float]:
        digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()
        window = self._times.setdefault(digest, deque())
        self._times.move_to_end(digest)
        while window and window[0] <= now - self._seconds:
            window.popleft()
        while len(self._times) > _MOST_NAMES:
            self._times.popitem(last=False)
        return window
