"""Settings of the action server: where it listens, besides what every process shares."""

from __future__ import annotations

from urllib.parse import urlsplit

from procedures.settings import BaseSettings

_DEFAULT_PORT = 5055


class ActionSettings(BaseSettings):
    actions_url: str = f"http://127.0.0.1:{_DEFAULT_PORT}"

    @property
    def port(self) -> int:
        return urlsplit(self.actions_url).port or _DEFAULT_PORT
