"""Where e-mails are handed in, as one address."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

import aiosmtplib

_TIMEOUT_S = 20.0


@dataclass(frozen=True)
class MailServer:
    """``encrypted``: from the first byte; otherwise as soon as the server offers it."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    encrypted: bool = False

    @classmethod
    def at(cls, url: str) -> MailServer:
        """``smtp://user:password@host:587`` or ``smtps://…``. Raises ValueError, with the cure."""
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise ValueError("the mail server is written smtp://user:password@mail.ma-ville.fr:587 (or smtps://…:465)")
        encrypted = parts.scheme == "smtps"
        port = parts.port or (465 if encrypted else 587)
        return cls(parts.hostname, port, unquote(parts.username or ""), unquote(parts.password or ""), encrypted)


async def hand_in(server: MailServer, message: EmailMessage) -> None:
    """Gives ``message`` to ``server``. Raises aiosmtplib.SMTPException or OSError."""
    await aiosmtplib.send(
        message,
        hostname=server.host,
        port=server.port,
        username=server.user or None,
        password=server.password or None,
        use_tls=server.encrypted,
        timeout=_TIMEOUT_S,
    )
