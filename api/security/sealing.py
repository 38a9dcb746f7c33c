"""Secrets that must be read again, kept so that whoever has the database alone cannot.

The key is a file beside the town's own, readable by the service alone, made when it is first needed. A backup of the
data folder holds it, so that a restored service goes on.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

KEY_FILE = "secret.key"
_SEALED = "sealed:"


class UnreadableSecretError(Exception):
    """Sealed with another key, or damaged."""


class Seal:
    """``folder``: where the key is, or will be. All processes of a service must see the same folder."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / KEY_FILE
        self._cipher: Fernet | None = None

    def close(self, secret: str) -> str:
        return _SEALED + self._opened().encrypt(secret.encode()).decode()

    def open(self, kept: str) -> str:
        """What was sealed; ``kept`` itself when it never was (written by a release that did not). Raises
        UnreadableSecretError."""
        if not is_sealed(kept):
            return kept
        try:
            return self._opened().decrypt(kept.removeprefix(_SEALED).encode()).decode()
        except InvalidToken as error:
            raise UnreadableSecretError(f"it was not sealed with the key in {self._file}") from error

    def _opened(self) -> Fernet:
        if self._cipher is None:
            if not self._file.exists():
                self._make()
            self._cipher = Fernet(self._file.read_bytes().strip())
        return self._cipher

    def _make(self) -> None:
        """Whole or not at all; of two processes that make one at the same moment, the first wins."""
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(dir=self._file.parent, prefix=f".{KEY_FILE}-")  # mode 0600
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(Fernet.generate_key())
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileExistsError):
                os.link(unfinished, self._file)
        finally:
            Path(unfinished).unlink()


def is_sealed(kept: str) -> bool:
    return kept.startswith(_SEALED)
