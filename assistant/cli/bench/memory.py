"""How much memory a running assistant holds, read from the system (Linux)."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
_LISTENING = "0A"
# What a process is known by, in its command line.
_NAMES = {"assistant.components.serve": "Rasa", "actions.server": "actions", "api.start:create_app": "service web"}
_GUARD = "guard.py"


@dataclass(frozen=True)
class Held:
    """A process and the memory it holds."""

    name: str
    megabytes: float


def resident_mb(pid: int) -> float:
    """Memory of one process, in millions of bytes."""
    pages = int((PROC / str(pid) / "statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 10**6


def held_by_assistant(port: int) -> tuple[Held, ...]:
    """The processes of the assistant that serves on ``port`` of this machine; none when it is not found."""
    server = next(iter(_listening_on(port)), None)
    if server is None:
        return ()
    supervisor = _supervisor_of(server)
    found = ((_command_of(pid), pid) for pid in _descendants_of(supervisor))
    named = [(name, pid) for command, pid in found if (name := _name_of(command))]
    return tuple(Held(name, resident_mb(pid)) for name, pid in sorted(named))


def _listening_on(port: int) -> Iterator[int]:
    sockets = {f"socket:[{inode}]" for inode in _sockets_of(port)}
    for process in PROC.glob("[0-9]*"):
        if sockets.intersection(_opened_by(process)):
            yield int(process.name)


def _opened_by(process: Path) -> Iterator[str]:
    try:
        descriptors = list((process / "fd").iterdir())
    except OSError:  # another user's process, or one that has just ended
        return
    for descriptor in descriptors:
        with contextlib.suppress(OSError):  # closed meanwhile
            yield str(descriptor.readlink())


def _sockets_of(port: int) -> Iterator[str]:
    for table in ("tcp", "tcp6"):
        for line in (PROC / "net" / table).read_text().splitlines()[1:]:
            words = line.split()
            if words[3] == _LISTENING and int(words[1].rpartition(":")[2], 16) == port:
                yield words[9]


def _supervisor_of(pid: int) -> int:
    """The highest ancestor of ``pid`` that is the assistant's too; each service has a guard between them."""
    parent = int((PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[1])
    guard_of = int((PROC / str(parent) / "stat").read_text().rpartition(")")[2].split()[1])
    return guard_of if _GUARD in _command_of(parent) else parent


def _descendants_of(pid: int) -> Iterator[int]:
    yield pid
    for child in (PROC / str(pid) / "task" / str(pid) / "children").read_text().split():
        yield from _descendants_of(int(child))


def _command_of(pid: int) -> str:
    return (PROC / str(pid) / "cmdline").read_text().replace("\0", " ")


def _name_of(command: str) -> str | None:
    if _GUARD in command:
        return None
    return next((name for mark, name in _NAMES.items() if mark in command), None)
