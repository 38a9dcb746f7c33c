"""A lock that is given in the order in which it was asked for: nobody is overtaken until they give up."""

from __future__ import annotations

import threading
from collections import deque
from types import TracebackType
from typing import Self


class NoTurnError(Exception):
    """Others had their turn for longer than one waits."""


class FairLock:
    """``with lock:`` waits for its turn. Raises NoTurnError after ``patience`` seconds."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._guard = threading.Lock()
        self._is_held = False
        self._waiting: deque[threading.Event] = deque()

    def __enter__(self) -> Self:
        with self._guard:
            if not self._is_held:
                self._is_held = True
                return self
            mine = threading.Event()
            self._waiting.append(mine)
        if not mine.wait(self._patience):
            self._give_up(mine)
        return self

    def _give_up(self, mine: threading.Event) -> None:
        with self._guard:
            if mine in self._waiting:
                self._waiting.remove(mine)
                raise NoTurnError
        # Its turn came at the very moment it gave up: it takes it.

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._is_held = False
