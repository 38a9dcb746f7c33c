"""Passwords: what is kept of them, and which ones are too easy.

One check takes 64 MB and a tenth of a second, on purpose. Two at a time, and a short queue: a flood of log-ins must not
take the machine from the citizens.
"""

from __future__ import annotations

import base64
import secrets
import unicodedata
from collections.abc import Callable
from functools import partial

from anyio import CapacityLimiter, to_thread
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from api.staff.refusals import busy

SHORTEST = 12
LONGEST = 200
AT_ONCE = 2
LONGEST_QUEUE = 20
FEWEST_CHARACTERS = 5  # different ones

_EASY = ("motdepasse", "password", "azerty", "qwerty", "123456", "mairie", "guichet", "bonjour", "soleil")
_FILLER = "0123456789!?.,;:-_*#@&$€ "


def weakness(password: str, *, email: str) -> str | None:
    """Why ``password`` cannot be taken, in French; None when it can.

    Length is what counts: no rule about capitals or signs, which people meet with an exclamation mark at the end.
    """
    if len(password) < SHORTEST:
        return f"Ce mot de passe est trop court : {SHORTEST} caractères au moins. Une phrase convient très bien."
    if len(password) > LONGEST:
        return f"Ce mot de passe est trop long : {LONGEST} caractères au plus."
    core = password.casefold().strip(_FILLER)
    if len(set(password)) < FEWEST_CHARACTERS or core in ("", *_EASY, *_repeated()):
        return "Ce mot de passe est trop facile à deviner. Prenez par exemple quatre mots sans rapport entre eux."
    user = email.partition("@")[0].casefold()
    if core in (user, email.casefold()):
        return "Ce mot de passe ressemble trop à votre adresse. Choisissez-en un autre."
    return None


def _repeated() -> frozenset[str]:
    return frozenset(one * times for one in _EASY for times in (2, 3))


class Passwords:
    """Hashes and checks, away from the event loop."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._limiter: CapacityLimiter | None = None
        self._under_way = 0
        self._nobody = _unmatched(self._hasher)

    def hash_now(self, password: str) -> str:
        """What is kept of ``password``: Argon2id, with a salt and its parameters."""
        return self._hasher.hash(_composed(password))

    async def hash(self, password: str) -> str:
        """The same, for the event loop. Raises StaffRefusedError when too many wait."""
        return await self._in_turn(partial(self.hash_now, password))

    async def verify(self, password: str, kept: str | None) -> bool:
        """Whether ``password`` is the one that ``kept`` was made of. Without ``kept``: never, after the same time."""
        right = await self._in_turn(partial(self._verify, password, kept or self._nobody))
        return right and kept is not None

    def is_outdated(self, kept: str) -> bool:
        """Whether ``kept`` was made with less care than is taken today."""
        return self._hasher.check_needs_rehash(kept)

    def _verify(self, password: str, kept: str) -> bool:
        try:
            return self._hasher.verify(kept, _composed(password))
        except (VerificationError, InvalidHashError):
            return False

    async def _in_turn[Done](self, work: Callable[[], Done]) -> Done:
        if self._under_way >= AT_ONCE + LONGEST_QUEUE:
            raise busy()
        if self._limiter is None:  # made here and not before: it belongs to the running event loop
            self._limiter = CapacityLimiter(AT_ONCE)
        self._under_way += 1
        try:
            return await to_thread.run_sync(work, limiter=self._limiter)
        finally:
            self._under_way -= 1


def _composed(password: str) -> str:
    """An é is the same whichever keyboard it was typed on."""
    return unicodedata.normalize("NFC", password)


def _unmatched(hasher: PasswordHasher) -> str:
    """A hash like the others that no password gives: what an unknown account is compared with, in the same time."""

    def random(length: int) -> str:
        return base64.b64encode(secrets.token_bytes(length)).decode().rstrip("=")

    cost = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    return f"$argon2id$v=19${cost}${random(hasher.salt_len)}${random(hasher.hash_len)}"
