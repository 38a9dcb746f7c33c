"""Settings of the command line: those of the api, and where the guide comes from."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from api.settings import Settings as ApiSettings


class Settings(ApiSettings):
    """``GUICHET_*`` variables, or a ``.env`` file."""

    host: str = Field(default="127.0.0.1", description="Address on which the web service listens.")
    rasa_python: Path = Field(
        default=Path(".venv-rasa/bin/python"), description="Python of Rasa's environment, from the project's folder."
    )
    rasa_workers: int = Field(
        default=1, ge=1, le=32, description="Rasa processes that `guichet run` starts, where no address is set."
    )
    guide: Literal["auto", "official", "snapshot", "none"] = Field(
        default="auto", description="Where `guichet run` takes the guide from when the base has none yet."
    )
    guide_refresh: Literal["daily", "off"] = Field(
        default="daily", description="Whether the official guide is brought up to date every night."
    )


def load(data_dir: Path | None = None) -> Settings:
    """The settings of this run; ``data_dir`` given on the command line wins over the environment.

    Raises ``pydantic.ValidationError`` for a value that cannot be.
    """
    settings = Settings() if data_dir is None else Settings(data_dir=data_dir)
    return settings.model_copy(update={"data_dir": settings.data_dir.absolute()})


def addressed(settings: Settings, port: int) -> Settings:
    """``settings`` in which the public address follows the port, unless it was set."""
    if "public_url" in settings.model_fields_set:
        return settings
    return settings.model_copy(update={"public_url": f"http://127.0.0.1:{port}"})


def recorded(settings: Settings) -> dict[str, str]:
    """What was set, by environment or ``.env``, as variables; defaults are left out."""
    left_out = {"data_dir"}
    if settings.database_url == type(settings)(data_dir=settings.data_dir, database_url="").database_url:
        left_out.add("database_url")  # the file in the data folder, wherever that will be
    told = settings.model_dump(mode="json", include=settings.model_fields_set - left_out)
    return {f"GUICHET_{name.upper()}": _as_text(value) for name, value in told.items()}


def _as_text(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
