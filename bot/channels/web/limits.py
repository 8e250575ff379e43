"""Token buckets for messages and sessions. They live in memory: no address is ever stored."""

from collections import OrderedDict
from ipaddress import IPv6Address, ip_address
from math import ceil

from bot.channels.web.problems import Problem
from bot.channels.web.settings import Limits, Rate

KEPT = 20_000  # buckets; dropping the longest unused can only be lenient


class Buckets:
    """One bucket a key: `burst` full, refilled at `per_minute`."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, key: str, now: float) -> int:
        """Takes a token: 0 when there was one, else the seconds until there is."""
        per_second = self._rate.per_minute / 60
        level, at = self._levels.pop(key, (self._rate.burst, now))
        level = min(self._rate.burst, level + max(0.0, now - at) * per_second)
        taken = level >= 1
        self._levels[key] = (level - 1 if taken else level, now)
        if len(self._levels) > KEPT:
            self._levels.popitem(last=False)
        return 0 if taken else max(1, ceil((1 - level) / per_second))


class Gate:
    """Refuses with a Problem 429 that says how many seconds to wait."""

    def __init__(self, limits: Limits) -> None:
        self._exempt = frozenset(limits.exempt)
        self._session_messages = Buckets(limits.session_messages)
        self._address_messages = Buckets(limits.address_messages)
        self._address_sessions = Buckets(limits.address_sessions)

    def admit_session(self, address: str, now: float) -> None:
        self._admit_address(self._address_sessions, address, now, "too_many_sessions")

    def admit_message(self, session: str, address: str, now: float) -> None:
        self._admit_address(self._address_messages, address, now, "too_many_messages")
        if seconds := self._session_messages.wait(session, now):
            raise Problem(429, "too_many_messages", seconds=seconds)

    def _admit_address(
        self, buckets: Buckets, address: str, now: float, code: str
    ) -> None:
        if address in self._exempt:
            return
        if seconds := buckets.wait(_household(address), now):
            raise Problem(429, code, seconds=seconds)


def _household(address: str) -> str:
    """The part of an address that is limited: of IPv6 the first 64 bits, since every
    customer has at least the other 64 to choose from (RFC 6177); else the whole."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return parsed.exploded[:19]
    return address
