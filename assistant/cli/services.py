"""The three processes of the assistant: how each is started and how it tells that it is well."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from assistant.cli import ports, training
from assistant.cli.paths import ROOT
from assistant.cli.settings import Settings
from assistant.cli.supervision import Service
from assistant.cli.supervision.service import Health

TIME_TO_ANSWER = 5.0  # seconds
# First answers, in seconds. Rasa loads its model; the two others index the whole guide.
RASA_START, INDEX_START = 300.0, 180.0


def variables(settings: Settings) -> dict[str, str]:
    """Environment in which every process sees the same settings, whatever ``.env`` file this command has read."""
    told = {
        "GUICHET_DATA_DIR": str(settings.data_dir),
        "GUICHET_DATABASE_URL": settings.database_url,
        "GUICHET_PUBLIC_URL": settings.public_url,
        "GUICHET_RASA_URL": settings.rasa_url,
        "GUICHET_ACTIONS_URL": settings.actions_url,
        "GUICHET_CONTENT": settings.content,
    }
    # The products of a search are small: threads that share them spend more on waiting for each other.
    one_thread = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    return {**one_thread, **os.environ, **told, "PYTHONUNBUFFERED": "1"}


def on_free_ports(settings: Settings) -> Settings:
    """``settings`` with the internal ports moved when another program has them: nobody else refers to them."""
    moved: dict[str, str] = {}
    if "rasa_url" not in settings.model_fields_set:
        moved["rasa_url"] = ",".join(_moved(settings.rasa_url, settings.rasa_workers))
    if "actions_url" not in settings.model_fields_set:
        moved["actions_url"] = _moved(settings.actions_url)[0]
    return settings.model_copy(update=moved)


def all_services(settings: Settings, *, port: int, model: Path | None) -> tuple[Service, ...]:
    """What ``guichet run`` keeps alive. Without a model, Rasa is left out and the api answers in its simpler way."""
    shared = variables(settings)
    services = [actions(settings, shared), api(settings, shared, port=port)]
    if model:
        services += [
            rasa(settings, {**shared, "GUICHET_RASA_URL": address}, model=model, number=number)
            for number, address in enumerate(settings.rasa_urls, start=1)
        ]
    return tuple(services)


def actions(settings: Settings, shared: Mapping[str, str]) -> Service:
    """The action server, on Python 3.12."""
    return Service(
        name="actions",
        label="Serveur d'actions",
        command=(sys.executable, "-m", "actions.server"),
        environment=shared,
        ready=answers(f"{settings.actions_url}/health"),
        alive=answers(f"{settings.actions_url}/health"),
        start_limit=INDEX_START,
        essential=False,  # the api answers without it, more simply
    )


def rasa(settings: Settings, shared: Mapping[str, str], *, model: Path, number: int = 1) -> Service:
    """The Rasa server, on Python 3.10, at the address that ``shared`` names; the first, second… of those that share the
    messages."""
    address = shared["GUICHET_RASA_URL"]
    return Service(
        name="rasa" if number == 1 else f"rasa-{number}",
        label="Compréhension du langage (Rasa)" if number == 1 else f"Compréhension du langage (Rasa, {number})",
        command=(str(ROOT / settings.rasa_python), "-m", "assistant.components.serve", str(model)),
        environment=training.environment(shared),
        ready=answers(address),
        alive=answers(address),
        start_limit=RASA_START,
        essential=False,
        folder=ROOT,
    )


def api(settings: Settings, shared: Mapping[str, str], *, port: int) -> Service:
    """The web service. Addresses of clients behind a proxy are told by its own settings, not by uvicorn's."""
    options = ("--no-proxy-headers", "--no-access-log", "--no-server-header", "--timeout-graceful-shutdown", "5")
    # What the api accepts in one frame of a WebSocket: no more is read.
    where = ("--host", settings.host, "--port", str(port), "--ws-max-size", "8192")
    address = f"http://{_reached_at(settings.host)}:{port}"
    return Service(
        name="api",
        label="Service web",
        command=(sys.executable, "-m", "uvicorn", "--factory", "api.start:create_app", *where, *options),
        environment=shared,
        ready=answers(f"{address}/readyz"),
        alive=answers(f"{address}/healthz"),
        start_limit=INDEX_START,
        essential=True,
    )


def answers(address: str) -> Health:
    """A health that is good when ``address`` answers with success."""

    async def ask() -> bool:
        try:
            async with httpx.AsyncClient(trust_env=False, timeout=TIME_TO_ANSWER) as client:
                return (await client.get(address)).is_success
        except httpx.HTTPError:
            return False

    return ask


def _reached_at(host: str) -> str:
    """Where to reach a server that listens on ``host``: on this machine, for one that listens everywhere."""
    return {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104


def _moved(address: str, count: int = 1) -> list[str]:
    """``count`` addresses that nobody has, from ``address`` on."""
    parts = urlsplit(address)
    host, first = parts.hostname or "127.0.0.1", parts.port or 80
    found: list[int] = []
    while len(found) < count:
        port = ports.near(host, first + len(found))
        found += [port] if port not in found else []
    return [f"{parts.scheme}://{host}:{port}" for port in found]
