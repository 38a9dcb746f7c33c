"""Settings of the api: those every process shares, and its own."""

from __future__ import annotations

from ipaddress import ip_network
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, field_validator
from pydantic_settings import NoDecode

from api.mail_server import MailServer
from procedures.settings import BaseSettings

LOOPBACK_HOSTS = ("localhost", "127.0.0.1", "::1")


class Settings(BaseSettings):
    """``GUICHET_*`` variables, or a ``.env`` file.

    ``sites`` and ``trusted_proxies`` are lists separated by commas or spaces.
    """

    public_url: str = Field(default="http://127.0.0.1:8000", description="Where citizens reach the service.")
    sites: Annotated[tuple[str, ...], NoDecode] = Field(default=(), description="Origins that may embed the widget.")
    retention_days: int = Field(default=30, ge=1, le=365, description="Conversations are erased this long after use.")
    live_chat: Literal["hours", "always", "off"] = Field(
        default="hours", description="Whether agents answer in writing: in the town's hours, always, or never (off)."
    )
    call_back: Literal["on", "off"] = Field(
        default="on", description="Whether citizens may leave a contact to be called back."
    )
    review: Literal["auto", "off"] = Field(
        default="auto", description="Whether a second editor reads a text before it is published, once there are two."
    )
    review_after_days: int = Field(
        default=365, ge=1, le=3650, description="After so many days, a verification is asked for again."
    )
    link_check: Literal["off", "daily"] = Field(
        default="off", description="Whether the links of the town's own texts are asked for once a day."
    )
    agent_capacity: int = Field(default=5, ge=1, le=5000, description="Conversations an agent may hold at once.")
    agent_lost_seconds: int = Field(default=180, ge=1, description="An agent silent that long is no longer there.")
    queue_wait_seconds: int = Field(default=300, ge=1, description="Nobody waits longer than that for a person.")
    idle_warning_seconds: int = Field(default=900, ge=1, description="A citizen silent that long is asked if there.")
    idle_grace_seconds: int = Field(default=300, ge=1, description="… and the conversation ends that long after.")
    assignment: Literal["manual", "automatic"] = Field(
        default="manual", description="Agents take conversations, or are given them: the least loaded first."
    )
    smtp_url: str = Field(default="", description="Mail server: smtp://user:password@host:587, or smtps://…:465.")
    mail_from: str = Field(default="", description="Sender of the service's e-mails.")
    team_email: str = Field(default="", description="Who hears of contacts left; the town's address when empty.")
    rasa_url: str = Field(
        default="http://127.0.0.1:5005", description="Rasa; several, parted by commas, share the messages."
    )
    actions_url: str = "http://127.0.0.1:5055"
    redis_url: str = Field(default="", description="Between several copies of the api: redis://host:6379/0.")
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="Addresses whose X-Forwarded-For header is believed."
    )
    rate_conversation: str = Field(default="20/10seconds;300/10minutes", description="Messages of one conversation.")
    rate_address: str = Field(default="120/minute", description="Messages from one address.")
    rate_openings: str = Field(default="30/minute;300/hour", description="Conversations opened from one address.")
    rate_reading: str = Field(default="300/minute", description="Look-ups (suggestions, themes) from one address.")
    rate_login: str = Field(default="10/10minutes", description="Log-ins tried for one account from one address.")
    session_idle_minutes: int = Field(default=60, ge=5, le=1440, description="Staff unseen that long log in again.")
    session_hours: int = Field(default=12, ge=1, le=168, description="Staff log in again after that long anyway.")
    oidc_issuer: str = Field(default="", description="OpenID Connect provider of the staff; none when empty.")
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    oidc_label: str = Field(default="ProConnect", description="What the log-in button says.")
    oidc_scopes: str = Field(
        default="openid email profile", description="ProConnect: openid given_name usual_name email."
    )

    @property
    def rasa_urls(self) -> tuple[str, ...]:
        """Each Rasa server's address."""
        return tuple(self.rasa_url.replace(",", " ").split())

    @field_validator("sites", "trusted_proxies", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value

    @field_validator("sites")
    @classmethod
    def _origins(cls, sites: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_origin(site) for site in sites)

    @field_validator("public_url")
    @classmethod
    def _public_origin(cls, url: str) -> str:
        return _origin(url)

    @field_validator("oidc_issuer")
    @classmethod
    def _provider(cls, issuer: str) -> str:
        parts = urlsplit(issuer)
        if issuer and parts.scheme != "https" and parts.hostname not in LOOPBACK_HOSTS:
            raise ValueError(f"{issuer!r} is not protected; write its address with https://")
        return issuer

    @field_validator("smtp_url")
    @classmethod
    def _mail_server(cls, url: str) -> str:
        if url:
            MailServer.at(url)
        return url

    @field_validator("trusted_proxies")
    @classmethod
    def _addresses(cls, proxies: tuple[str, ...]) -> tuple[str, ...]:
        for proxy in proxies:
            ip_network(proxy)
        return proxies

    @property
    def is_https(self) -> bool:
        return self.public_url.startswith("https://")


def _origin(url: str) -> str:
    """``url`` as an origin (scheme, host, port). Raises ValueError with the cure when it is none."""
    parts = urlsplit(url.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{url!r} is not an origin; write for instance https://www.ma-ville.fr")
    if parts.path not in ("", "/") or parts.query or parts.fragment or parts.username:
        raise ValueError(f"{url!r} has more than a scheme, a host and a port; write {parts.scheme}://{parts.hostname}")
    return f"{parts.scheme}://{parts.netloc.lower()}"
