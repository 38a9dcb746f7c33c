"""A throw-away PostgreSQL server from the installed binaries, on a socket in a temporary folder.

PostgreSQL refuses to run as root: root then starts it as ``postgres``, or ``nobody`` where that user does not exist.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

MANY_CONNECTIONS = "-c max_connections=200"
SPEED_OVER_SAFETY = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def installed_binaries() -> Path | None:
    """The folder with ``initdb`` and ``pg_ctl`` of the newest PostgreSQL installed, or None."""
    on_path = shutil.which("pg_ctl")
    if on_path and shutil.which("initdb"):
        return Path(on_path).resolve().parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: float(file.parts[-3]))
    return found[-1].parent if found else None


@dataclass(frozen=True)
class PostgreSQL:
    """A running server; ``folder`` holds its data and its socket."""

    folder: Path
    binaries: Path
    options: str

    @classmethod
    @contextmanager
    def started(cls, binaries: Path, *, safe: bool = False) -> Iterator[PostgreSQL]:
        """``safe``: what is committed is on disk, as in use; tests need it only where they kill the server."""
        # Not pytest's own temporary folder: another user must get in, and a socket's path must stay short.
        folder = Path(tempfile.mkdtemp(prefix="guichet-pg-"))
        speed = "" if safe else SPEED_OVER_SAFETY
        settings = f"-k {folder} -c listen_addresses='' {MANY_CONNECTIONS} {speed}"
        server = cls(folder, binaries, settings)
        try:
            _give_to_server_user(folder)
            options = ["--auth=trust", "--username=guichet", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
            _run([binaries / "initdb", f"--pgdata={server.data}", *options])
            if not server.start():
                raise RuntimeError(f"PostgreSQL did not start: {(folder / 'server.log').read_text()[-2000:]}")
            try:
                yield server
            finally:
                _run([binaries / "pg_ctl", "stop", f"--pgdata={server.data}", "--wait", "--mode=immediate"])
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def pid(self) -> int:
        """Of the process that all the others of the server belong to."""
        return int((self.data / "postmaster.pid").read_text().split()[0])

    def start(self) -> bool:
        """Whether it serves now."""
        log = self.folder / "server.log"
        arguments = ["start", f"--pgdata={self.data}", "--wait", f"--log={log}", f"--options={self.options}"]
        try:
            _run([self.binaries / "pg_ctl", *arguments])
        except RuntimeError:
            return False
        return True

    def create_database(self, name: str, template: str = "template0") -> str:
        """Create a database and return its URL."""
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self._administer(statement.format(sql.Identifier(name), sql.Identifier(template)))
        return f"postgresql+psycopg://guichet@/{name}?host={self.folder}"

    def drop_database(self, name: str) -> None:
        self._administer(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def _administer(self, statement: sql.Composed) -> None:
        with psycopg.connect(host=str(self.folder), user="guichet", dbname="postgres", autocommit=True) as connection:
            connection.execute(statement)


def _server_user() -> pwd.struct_passwd | None:
    """The ordinary user that root must become; None when we are one."""
    if os.geteuid() != 0:
        return None
    names = {user.pw_name for user in pwd.getpwall()}
    return pwd.getpwnam("postgres" if "postgres" in names else "nobody")


def _give_to_server_user(folder: Path) -> None:
    user = _server_user()
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)


def _run(command: Sequence[str | Path]) -> None:
    user = _server_user()
    identity = {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    # The server inherits our output: a file, because it would hold a pipe open for ever.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(command, stdout=output, stderr=output, stdin=subprocess.DEVNULL, cwd="/", **identity)
        if done.returncode:
            output.seek(0)
            raise RuntimeError(f"{Path(command[0]).name} failed: {output.read().decode(errors='replace')}")
