"""How many passwords may be tried. Known and unknown accounts are counted alike: a refusal tells nothing of them.

Counted by account and address together, so that an attacker elsewhere does not lock the owner out; then, more widely,
by account and by address alone.
"""

from __future__ import annotations

import hashlib

from limits import RateLimitItem, parse_many
from starlette.requests import HTTPConnection

from api.security.counters import Counters
from api.security.rate_limits import address_of, is_local
from api.staff.refusals import too_often

PER_ADDRESS = "60/10minutes"  # a whole town hall may share one
PER_ACCOUNT = "100/hour"


class LoginThrottle:
    """``rate``: tries of one account from one address, as ``10/10minutes``. Call it in a thread: the counters may be
    elsewhere."""

    def __init__(self, rate: str, counters: Counters) -> None:
        self._counters = counters
        self._both = parse_many(rate)
        self._address = parse_many(PER_ADDRESS)
        self._account = parse_many(PER_ACCOUNT)

    def count(self, account: str, connection: HTTPConnection) -> None:
        """One more try. Raises StaffRefusedError, before anything is compared, when it is one too many."""
        for items, key in self._counted(account, connection):
            for item in items:
                if not self._counters.hit(item, *key):
                    raise too_often(self._counters.seconds_left(item, *key))

    def forgive(self, account: str, connection: HTTPConnection) -> None:
        """The try was right: those before it were slips. Those of the same address on other accounts still count."""
        for items, key in self._counted(account, connection):
            for item in items:
                if key[0] != "address":
                    self._counters.forget(item, *key)

    def _counted(self, account: str, connection: HTTPConnection) -> list[tuple[list[RateLimitItem], tuple[str, ...]]]:
        who = hashlib.sha256(account.encode("utf-8", "replace")).hexdigest()
        address = address_of(connection)
        counted: list[tuple[list[RateLimitItem], tuple[str, ...]]] = [(self._both, ("both", who, address))]
        if not is_local(connection):
            counted.append((self._address, ("address", address)))
        counted.append((self._account, ("account", who)))
        return counted
