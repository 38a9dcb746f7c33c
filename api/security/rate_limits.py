"""How often one may knock.

An address that is the machine's own (no proxy before it) is its operator's, and is not counted; conversations always
are.
"""

from __future__ import annotations

from enum import StrEnum
from ipaddress import ip_address

from limits import RateLimitItem, parse_many
from starlette.requests import HTTPConnection

from api.security.counters import Counters
from api.settings import Settings


class Limit(StrEnum):
    CONVERSATION = "conversation"  # messages of one conversation
    ADDRESS = "address"  # messages from one address
    OPENINGS = "openings"  # conversations opened from one address
    READING = "reading"  # look-ups from one address


class TooOftenError(Exception):
    """A limit is reached; ``retry_after`` seconds from now it will not be."""

    def __init__(self, limit: Limit, retry_after: int) -> None:
        super().__init__(f"limit {limit} reached")
        self.limit = limit
        self.retry_after = retry_after


class RateLimits:
    """Call it in a thread: the counters may be elsewhere."""

    def __init__(self, settings: Settings, counters: Counters) -> None:
        self._counters = counters
        self._items: dict[Limit, list[RateLimitItem]] = {
            Limit.CONVERSATION: parse_many(settings.rate_conversation),
            Limit.ADDRESS: parse_many(settings.rate_address),
            Limit.OPENINGS: parse_many(settings.rate_openings),
            Limit.READING: parse_many(settings.rate_reading),
        }

    def count(self, limit: Limit, key: str) -> None:
        """Count one more for ``key``. Raises TooOftenError, and counts nothing more, when that is one too many."""
        for item in self._items[limit]:
            if not self._counters.hit(item, limit, key):
                raise TooOftenError(limit, self._counters.seconds_left(item, limit, key))

    def count_address(self, limit: Limit, connection: HTTPConnection) -> None:
        """The same, for the address that ``connection`` comes from, unless it is the machine's own."""
        if not is_local(connection):
            self.count(limit, address_of(connection))

    def count_message(self, conversation_id: str, connection: HTTPConnection) -> None:
        """The same for a message, which counts for its conversation and for the address."""
        self.count(Limit.CONVERSATION, conversation_id)
        self.count_address(Limit.ADDRESS, connection)


def address_of(connection: HTTPConnection) -> str:
    """Who is counted: an IPv4 address, or the /64 that one subscriber has in IPv6."""
    host = connection.client.host if connection.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return str(address) if address.version == 4 else ":".join(address.exploded.split(":")[:4])


def is_local(connection: HTTPConnection) -> bool:
    """Whether the other end is a process of this machine that passes on nobody else's request."""
    headers = connection.headers
    if "x-forwarded-for" in headers or "forwarded" in headers or "x-real-ip" in headers:
        return False
    try:
        return ip_address(connection.client.host if connection.client else "").is_loopback
    except ValueError:
        return False
