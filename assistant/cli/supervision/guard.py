"""Runs one command as the leader of its process group, and ends the whole group when the supervisor disappears.

Started as a file, with the standard library alone, so that it costs a few megabytes. Its standard input is a pipe
held by the supervisor: when that ends (the supervisor was killed, even with SIGKILL), nobody is left to stop the
command, so the guard does.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time

GRACE = 8.0  # seconds between asking the group to end and making it


def main(command: list[str]) -> int:
    """Exit code of ``command``, or 128 + the signal that ended it."""
    # Signals to the group reach the guard as well; it outlives the command to tell how it ended. A handler, not
    # SIG_IGN: the command must not inherit it.
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: None)
    try:
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    except OSError as error:
        print(f"{command[0]}: {error.strerror}", file=sys.stderr)
        return 127
    threading.Thread(target=_end_group_with_supervisor, daemon=True).start()
    code = child.wait()
    return code if code >= 0 else 128 - code


def _end_group_with_supervisor() -> None:
    while os.read(0, 1024):
        pass
    os.killpg(0, signal.SIGTERM)
    time.sleep(GRACE)
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
