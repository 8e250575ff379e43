"""How often somebody may ask: a modest limit against guessing, kept in memory."""

import hashlib
import math
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock

_MOST_NAMES = 10_000


class Attempts:
    """Counts attempts per name (a reference, an e-mail) within a sliding window.

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

    def wait(self, *names: str) -> int:
        """Counts an attempt on each name: 0 when allowed, else the seconds to wait.

        A refused attempt is not counted, so that waiting as told is enough.
        """
        with self._lock:
            now = self._clock()
            windows = [self._window(name, now) for name in names]
            full = [window[0] for window in windows if len(window) >= self._most]
            if full:
                return max(1, math.ceil(max(full) + self._seconds - now))
            for window in windows:
                window.append(now)
            return 0

    def _window(self, name: str, now: float) -> deque[float]:
        digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()
        window = self._times.setdefault(digest, deque())
        self._times.move_to_end(digest)
        while window and window[0] <= now - self._seconds:
            window.popleft()
        while len(self._times) > _MOST_NAMES:
            self._times.popitem(last=False)
        return window
