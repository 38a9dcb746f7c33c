"""A command and all it starts, as one process group: it ends as a whole or not at all."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

GUARD = Path(__file__).with_name("guard.py")
LONGEST_LINE = 64 * 1024
Sink = Callable[[str], None]


class ProcessGroup:
    """One running command. Made by ``start``; ``end`` must be called, however the command ended."""

    def __init__(self, process: asyncio.subprocess.Process, pump: asyncio.Task[None]) -> None:
        self._process = process
        self._pump = pump

    @classmethod
    async def start(
        cls, command: Sequence[str], *, environment: Mapping[str, str], sink: Sink, folder: Path | None = None
    ) -> ProcessGroup:
        """Start ``command`` under a guard, in a session of its own; ``sink`` receives each line that it writes."""
        starting = asyncio.create_task(_spawn(command, environment=environment, sink=sink, folder=folder))
        try:
            return cls(*await asyncio.shield(starting))
        except asyncio.CancelledError:  # a child half started must not be lost
            await cls(*await starting).end(grace=0)
            raise

    @property
    def id(self) -> int:
        """Number of the group, which is that of its leader."""
        return self._process.pid

    async def wait(self) -> int:
        """Exit code of the command. What it started may still run: ``end`` sweeps it away."""
        return await self._process.wait()

    async def end(self, *, grace: float) -> None:
        """Ask the group to end, and after ``grace`` seconds make it. Returns when nothing of it is left."""
        if self._process.returncode is None:
            self._signal(signal.SIGTERM)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._process.wait(), grace)
        self._signal(signal.SIGKILL)  # also workers that outlived their leader
        await self._process.wait()
        await self._pump

    def _signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)


async def _spawn(
    command: Sequence[str], *, environment: Mapping[str, str], sink: Sink, folder: Path | None
) -> tuple[asyncio.subprocess.Process, asyncio.Task[None]]:
    # A pipe of our own: with asyncio's, the death of the command goes unnoticed while a worker that it left behind
    # holds the other end.
    reading, writing = os.pipe()
    try:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-IS",
            str(GUARD),
            *command,
            stdin=asyncio.subprocess.PIPE,
            stdout=writing,
            stderr=asyncio.subprocess.STDOUT,
            env=dict(environment),
            cwd=folder,
            start_new_session=True,
        )
    except BaseException:
        os.close(reading)
        raise
    finally:
        os.close(writing)
    return process, asyncio.create_task(_pour(reading, sink))


async def _pour(descriptor: int, sink: Sink) -> None:
    stream = asyncio.StreamReader(limit=LONGEST_LINE)
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(stream), os.fdopen(descriptor, "rb", buffering=0)
    )
    try:
        while line := await _line(stream):
            sink(line.decode(errors="replace").rstrip("\n"))
    finally:
        transport.close()


async def _line(stream: asyncio.StreamReader) -> bytes:
    """The next line, or what there was of a line too long to keep; empty at the end."""
    try:
        return await stream.readline()
    except ValueError:
        return b"[ligne trop longue]\n"
