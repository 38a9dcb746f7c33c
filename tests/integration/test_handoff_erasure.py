"""What a citizen told a person, and left to be called back, is gone from the disk once it is erased."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.integration.conftest import Start, Welcome
from tests.integration.handing_over import act, ask, at_work, reply
from tests.integration.team import Team


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The one whose files can be read."""
    return sqlite_url


def test_nothing_of_it_is_left_on_the_disk_once_erased(
    start: Start, welcome: Welcome, database_url: str, tmp_path: Path
) -> None:
    url = start(live_chat="always").url
    with Team(url, database_url) as team:
        camille, citizen = at_work(team, "Camille"), welcome(url)
        ask(citizen, reason="la marmotte")
        act(camille, citizen, "claim")
        reply(camille, citizen, "la marmotte")
        act(camille, citizen, "notes", text="la marmotte")
        act(camille, citizen, "close", comment="la marmotte")
        citizen.http.post(f"{citizen.path}/contact", json={"email": "marmotte@ville.example", "message": "marmotte"})
        citizen.http.post(f"{citizen.path}/rating", json={"score": 1, "comment": "la marmotte"})
        assert b"marmotte" in _bytes_in(tmp_path)
        assert citizen.http.delete(citizen.path).status_code == 204
        assert b"marmotte" not in _bytes_in(tmp_path)


def _bytes_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
