"""One log file per service, of bounded size, and its last lines at hand to tell why it failed."""

from __future__ import annotations

import logging
from collections import deque
from logging.handlers import RotatingFileHandler
from pathlib import Path

SIZE = 5_000_000  # bytes; two older files are kept
LINES_AT_HAND = 15


class ServiceLog:
    """Keeps what a service writes in ``folder/name.log``."""

    def __init__(self, folder: Path, name: str) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path = folder / f"{name}.log"
        self._handler = RotatingFileHandler(self.path, maxBytes=SIZE, backupCount=2, encoding="utf-8", delay=True)
        self._last: deque[str] = deque(maxlen=LINES_AT_HAND)

    def write(self, line: str) -> None:
        """Add one line."""
        self._last.append(line)
        self._handler.emit(logging.makeLogRecord({"msg": line}))

    def tail(self) -> tuple[str, ...]:
        """The last lines, oldest first."""
        return tuple(self._last)

    def close(self) -> None:
        """Close the file."""
        self._handler.close()
