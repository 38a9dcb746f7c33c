"""The database, waited for."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from procedures.store.engine import create_engine, wait_until_there


def test_a_database_that_starts_late_is_waited_for(tmp_path: Path) -> None:
    folder = tmp_path / "there"
    engine = create_engine(f"sqlite:///{folder}/base.sqlite3")
    folder.rmdir()
    threading.Timer(0.3, folder.mkdir).start()
    wait_until_there(engine, patience_s=20)
    assert (folder / "base.sqlite3").is_file()
    engine.dispose()


def test_one_that_never_comes_is_told_of(tmp_path: Path) -> None:
    folder = tmp_path / "there"
    engine = create_engine(f"sqlite:///{folder}/base.sqlite3")
    folder.rmdir()
    tries: list[object] = []
    event.listen(engine, "do_connect", lambda *seen: tries.append(seen))
    with pytest.raises(OperationalError):
        wait_until_there(engine, patience_s=0.3)
    assert len(tries) > 1
