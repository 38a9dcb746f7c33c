"""What is checked before anything starts: ports, the data folder, the disk, stopping."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
from pathlib import Path

import pytest

from assistant.cli import instance, ports
from assistant.cli.console import CommandError
from assistant.cli.signals import until_stopped


def test_a_port_that_is_taken_is_refused_with_a_cure() -> None:
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
        with pytest.raises(CommandError) as caught:
            ports.require_free("127.0.0.1", port)
        assert str(port) in caught.value.reason
        assert f"--port {port + 1}" in caught.value.cure
        assert ports.near("127.0.0.1", port) != port
    ports.require_free("127.0.0.1", port)


def test_one_assistant_per_data_folder(tmp_path: Path) -> None:
    with instance.only_one(tmp_path), pytest.raises(CommandError, match="déjà lancé"), instance.only_one(tmp_path):
        pytest.fail("two assistants on one folder")
    with instance.only_one(tmp_path):
        pass


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(CommandError, match="ne peut pas être écrit"), instance.only_one(file / "data"):
        pytest.fail("a folder inside a file")


def test_a_full_disk_is_refused_and_a_tight_one_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CommandError, match="plein"):
        instance.check_disk(tmp_path, free=10**6)
    instance.check_disk(tmp_path, free=500 * 10**6)
    assert "500 Mo" in capsys.readouterr().err
    instance.check_disk(tmp_path, free=10**10)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_request_to_stop_cancels_the_work_and_lets_it_tidy(number: signal.Signals) -> None:
    tidied: list[str] = []

    async def work() -> None:
        try:
            os.kill(os.getpid(), number)
            await asyncio.sleep(600)
        finally:
            tidied.append("yes")

    assert asyncio.run(until_stopped(work()))
    assert tidied == ["yes"]


def test_work_that_ends_by_itself_was_not_stopped_and_its_error_is_told() -> None:
    async def fails() -> None:
        raise CommandError("reason", "cure")

    assert not asyncio.run(until_stopped(asyncio.sleep(0)))
    with pytest.raises(CommandError):
        asyncio.run(until_stopped(fails()))
