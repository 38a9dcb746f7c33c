"""A real mail server of the test, which keeps what it is handed in."""

from __future__ import annotations

import asyncio
import queue
import socket
from collections.abc import Coroutine, Iterator

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Mailbox:
    """Keeps what a local mail server is handed in."""

    def __init__(self) -> None:
        self.received: queue.Queue[Envelope] = queue.Queue()

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.received.put(envelope)
        return "250 OK"


class OnItsOwnPort(Controller):
    """A mail server on a port that the system chose and that nobody else can take meanwhile."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        host, port = self._socket.getsockname()
        super().__init__(mailbox, hostname=host, port=port)

    def _create_server(self) -> Coroutine[None, None, asyncio.AbstractServer]:
        return self.loop.create_server(self._factory_invoker, sock=self._socket)


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, str]]:
    """A mailbox, and the address of its server."""
    mailbox = Mailbox()
    server = OnItsOwnPort(mailbox)
    server.start()
    try:
        yield mailbox, f"smtp://{server.hostname}:{server.port}"
    finally:
        server.stop()
