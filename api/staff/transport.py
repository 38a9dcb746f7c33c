"""How a session travels: a cookie that no script reads, over a connection that nobody listens to.

Over https its name begins with ``__Host-``: browsers then take it from this host alone, and never send it in clear.
Over http it is taken on this machine only, whose traffic leaves it for nobody.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import Response

from api.settings import LOOPBACK_HOSTS, Settings

SECURE_NAME = "__Host-guichet"
LOCAL_NAME = "guichet"
CSRF_HEADER = "X-CSRF-Token"


class Transport:
    def __init__(self, settings: Settings) -> None:
        self._public_url = settings.public_url
        self._public_host = urlsplit(settings.public_url).netloc if settings.is_https else None

    def cookie_name(self, connection: HTTPConnection) -> str | None:
        """The name under which a session travels on ``connection``; None when none may."""
        if self.is_secure(connection):
            return SECURE_NAME
        return LOCAL_NAME if _hostname(connection) in LOOPBACK_HOSTS else None

    def is_secure(self, connection: HTTPConnection) -> bool:
        """Whether the browser speaks https: known from the connection, or from the proxy that stands before it."""
        if connection.url.scheme in ("https", "wss"):
            return True
        told = connection.headers.get("x-forwarded-proto", "https")
        return _host(connection) == self._public_host and told in ("https", "wss")

    def token(self, connection: HTTPConnection) -> str | None:
        """The token that ``connection`` carries, from the one cookie that may hold it there."""
        name = self.cookie_name(connection)
        return connection.cookies.get(name) if name else None

    def give(self, connection: HTTPConnection, response: Response, token: str) -> None:
        """Hands ``token`` to the browser, until it is closed."""
        name = self.cookie_name(connection)
        assert name is not None, "a session is opened only where it can travel"
        response.set_cookie(name, token, path="/", secure=name == SECURE_NAME, httponly=True, samesite="lax")

    def take_back(self, connection: HTTPConnection, response: Response) -> None:
        name = self.cookie_name(connection)
        if name is not None:
            response.delete_cookie(name, path="/", secure=name == SECURE_NAME, httponly=True, samesite="lax")

    def is_own_page(self, connection: HTTPConnection) -> bool:
        """Whether a page of the service itself asks, or no page at all. The sites of the town are not the service."""
        origin = connection.headers.get("origin")
        if origin is None:
            return connection.headers.get("sec-fetch-site", "none") in ("none", "same-origin")
        return origin == self._public_url or urlsplit(origin).netloc == _host(connection)


def _host(connection: HTTPConnection) -> str:
    return connection.headers.get("host", "").lower()


def _hostname(connection: HTTPConnection) -> str | None:
    return urlsplit(f"//{_host(connection)}").hostname
