"""Which web pages may speak to the service."""

from __future__ import annotations

from urllib.parse import urlsplit

from api.settings import LOOPBACK_HOSTS, Settings


class Origins:
    """The origins allowed by ``GUICHET_SITES``, and the service's own."""

    def __init__(self, settings: Settings) -> None:
        own = {settings.public_url}
        parts = urlsplit(settings.public_url)
        if parts.hostname in LOOPBACK_HOSTS:
            port = f":{parts.port}" if parts.port else ""
            own |= {f"{parts.scheme}://{host}{port}" for host in ("localhost", "127.0.0.1", "[::1]")}
        self.sites = settings.sites
        self.allowed = (*sorted(own), *settings.sites)

    def may_connect(self, origin: str | None, host: str | None) -> bool:
        """Whether a WebSocket may be opened from ``origin``.

        Without an origin it is no browser, and the token alone decides. A page of the very host it connects to is the
        service's own, whatever name or port it is reached by.
        """
        if origin is None:
            return True
        return origin in self.allowed or (host is not None and urlsplit(origin).netloc == host.lower())
