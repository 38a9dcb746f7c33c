"""A real server on a port of its own, in a thread of the test."""

from __future__ import annotations

import socket
import threading
import time
from typing import Any, Self

import uvicorn

_KEPT: list[socket.socket] = []


class LiveServer:
    """Serves ``app`` while the ``with`` block lasts; ``url`` says where."""

    def __init__(self, app: Any) -> None:
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        config = uvicorn.Config(
            app,
            log_level="warning",
            log_config=None,
            ws="websockets-sansio",
            ws_max_size=64 * 1024,  # larger than the api's own limit, so that this one is what a test meets
            timeout_graceful_shutdown=1,
            proxy_headers=False,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        while not self._server.started:
            if not self._thread.is_alive():
                raise RuntimeError("the server did not start")
            time.sleep(0.01)
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()


def closed_port() -> str:
    """An address at which nobody listens, nor ever will: it is kept, so that no other program takes it meanwhile."""
    kept = socket.socket()
    kept.bind(("127.0.0.1", 0))
    _KEPT.append(kept)
    return f"http://127.0.0.1:{kept.getsockname()[1]}"
