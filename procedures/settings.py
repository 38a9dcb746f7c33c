"""Settings that every process shares: environment variables ``GUICHET_*``, or a ``.env`` file."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings as PydanticSettings
from pydantic_settings import SettingsConfigDict

ContentScope = Literal["all", "official", "own"]


class BaseSettings(PydanticSettings):
    """Where the data is, and which content is served. The api's own settings extend these.

    ``content``: ``all`` serves the official guide with hand-written procedures in place of those they replace;
    ``official`` the guide alone; ``own`` hand-written procedures alone.
    """

    model_config = SettingsConfigDict(env_prefix="GUICHET_", env_file=".env", extra="ignore", frozen=True)

    data_dir: Path = Path(".guichet")
    database_url: str = Field(default="", description="SQLite in data_dir when empty.")
    content: ContentScope = "all"

    @model_validator(mode="before")
    @classmethod
    def _default_database(cls, values: dict[str, object]) -> dict[str, object]:
        if not values.get("database_url"):
            data_dir = Path(str(values.get("data_dir") or cls.model_fields["data_dir"].default))
            values["database_url"] = f"sqlite:///{data_dir.absolute() / 'guichet.sqlite3'}"
        return values
