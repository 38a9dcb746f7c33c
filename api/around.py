"""The public services around the town as this process holds them: read again when their file changes."""

from __future__ import annotations

import logging
from pathlib import Path

from procedures import directory
from procedures.directory import DIRECTORY_FILE, Directory

_log = logging.getLogger(__name__)


class Directories:
    """A file that cannot be read leaves the last good one in place."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._written_at: int | None = None
        self._known = Directory()

    def now(self) -> Directory:
        """What the file says now; empty without one."""
        written_at = self._file_written_at()
        if written_at != self._written_at:
            self._written_at = written_at
            try:
                self._known = directory.load(self._data_dir)
            except ValueError as error:
                _log.error("the directory stays as it was: %s", error)
        return self._known

    def _file_written_at(self) -> int | None:
        try:
            return (self._data_dir / DIRECTORY_FILE).stat().st_mtime_ns
        except FileNotFoundError:
            return None
