"""A throw-away Redis server from the installed program, on a socket in a temporary folder; it keeps nothing."""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.setup.programs import REDIS

START_WITHIN_S = 10.0


class RedisServer:
    @staticmethod
    @contextmanager
    def started() -> Iterator[str]:
        """The URL of a server that runs while the block lasts."""
        program = REDIS.find()
        assert program is not None
        folder = Path(tempfile.mkdtemp(prefix="guichet-redis-"))
        address = folder / "socket"
        options = [
            "--port",
            "0",
            "--unixsocket",
            str(address),
            "--save",
            "",
            "--appendonly",
            "no",
            "--dir",
            str(folder),
        ]
        process = subprocess.Popen([program, *options], stdout=subprocess.DEVNULL)
        try:
            deadline = time.monotonic() + START_WITHIN_S
            while not _listens(address):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError("Redis did not start")
                time.sleep(0.02)
            yield f"unix://{address}"
        finally:
            process.terminate()
            process.wait()
            shutil.rmtree(folder, ignore_errors=True)


def _listens(address: Path) -> bool:
    """The file is there a moment before anybody listens."""
    with socket.socket(socket.AF_UNIX) as trial:
        return trial.connect_ex(str(address)) == 0
