"""Ports on which the processes listen."""

from __future__ import annotations

import contextlib
import socket

from assistant.cli.console import CommandError


def is_free(host: str, port: int) -> bool:
    """Whether a server could listen there now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with contextlib.closing(socket.socket(family, socket.SOCK_STREAM)) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as servers do: a port just left is free
        try:
            attempt.bind((host, port))
        except OSError:
            return False
    return True


def require_free(host: str, port: int) -> None:
    """Refuse to start on a port that is taken, and say how to find who has it.

    Raises:
        CommandError: another program listens there.
    """
    if not is_free(host, port):
        raise CommandError(
            f"Le port {port} est déjà pris par un autre programme.",
            f"arrêtez ce programme (« ss -ltnp 'sport = :{port}' » dit lequel), ou choisissez un autre port : "
            f"« guichet run --port {port + 1} » ou « make run PORT={port + 1} ».",
        )


def any_free(host: str = "127.0.0.1") -> int:
    """A port that is free now, chosen by the system."""
    with contextlib.closing(socket.socket()) as attempt:
        attempt.bind((host, 0))
        port: int = attempt.getsockname()[1]
        return port


def near(host: str, wanted: int) -> int:
    """``wanted`` if it is free, else any free port."""
    return wanted if is_free(host, wanted) else any_free(host)
