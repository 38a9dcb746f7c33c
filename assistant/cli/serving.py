"""What ``guichet run`` does, from an empty folder to an assistant that answers, and back to nothing."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from assistant.cli import console, instance, services
from assistant.cli.console import CommandError
from assistant.cli.refreshing import refresh_every_night
from assistant.cli.settings import Settings
from assistant.cli.supervision import Fleet, ProcessGroup, Service, ServiceFailedError, Situation
from assistant.cli.trainer import trained_model

GRACE = 10.0


async def serve(settings: Settings, *, port: int) -> None:
    """Prepare the base and the model side by side, then keep the three processes alive until cancelled.

    Raises:
        CommandError: the base cannot be prepared, or the web service does not start.
    """
    prepared = asyncio.create_task(prepare(settings))
    model = asyncio.create_task(_model(settings))
    try:
        await asyncio.gather(prepared, model)
    finally:
        for task in (prepared, model):
            task.cancel()
        await asyncio.gather(prepared, model, return_exceptions=True)
    # Chosen now and not before: preparing takes minutes, in which another program may have taken a port.
    settings = services.on_free_ports(settings)
    wanted = services.all_services(settings, port=port, model=model.result())
    link = await _first_link(settings)
    announce = Announcer(wanted, settings.public_url, settings.data_dir / "logs", first_link=link)
    try:
        async with Fleet(wanted, logs=settings.data_dir / "logs", tell=announce) as fleet:
            refreshing = asyncio.create_task(refresh_every_night(settings))
            try:
                await fleet.forever()
            finally:
                refreshing.cancel()
                await asyncio.gather(refreshing, return_exceptions=True)
    except ServiceFailedError as error:
        raise CommandError(
            f"{error.service.label} : ne démarre pas.",
            f"lisez les dernières lignes ci-dessus, ou {settings.data_dir / 'logs' / error.service.name}.log.",
            details=error.tail,
        ) from error


async def prepare(settings: Settings) -> None:
    """Tables, content and guide, in a process of its own that gives its memory back."""
    group = await ProcessGroup.start(
        (sys.executable, "-m", "assistant.cli", "prepare"),
        environment={**services.variables(settings), "GUICHET_GUIDE": settings.guide},
        sink=lambda line: print(line, file=sys.stderr, flush=True),
    )
    try:
        code = await group.wait()
    finally:
        await group.end(grace=GRACE)
    if code != 0:
        instance.check_disk(settings.data_dir)
        raise CommandError("La base n'a pas pu être préparée.", "suivez le conseil donné juste au-dessus.")


async def _first_link(settings: Settings) -> str | None:
    """The link that creates the administrator of a new installation; None once there is one."""
    said: list[str] = []
    group = await ProcessGroup.start(
        (sys.executable, "-m", "assistant.cli", "first-link"),
        environment=services.variables(settings),
        sink=said.append,
    )
    try:
        code = await group.wait()
    finally:
        await group.end(grace=GRACE)
    if code != 0:
        console.warn("Le lien du premier administrateur n'a pas pu être créé : « guichet users add » le remplace.")
        return None
    return next((line for line in said if line.startswith(settings.public_url)), None)


async def _model(settings: Settings) -> Path | None:
    """The dialogue model; None, said aloud, when there can be none: the assistant then answers more simply."""
    try:
        return await trained_model(settings)
    except CommandError as error:
        console.fail(error)
        console.warn(
            "L'assistant démarre en mode simplifié : il cherche et guide, mais comprend moins bien les phrases."
        )
        return None


class Announcer:
    """Tells the operator what becomes of the processes, and the addresses once there is something to see."""

    def __init__(
        self, wanted: tuple[Service, ...], public_url: str, logs: Path, *, first_link: str | None = None
    ) -> None:
        self._missing = {service.name for service in wanted}
        self._public_url = public_url
        self._logs = logs
        self._first_link = first_link
        self._begun: dict[str, float] = {}
        self._announced = False

    def __call__(self, service: Service, situation: Situation) -> None:
        """Called by the supervisor at each change."""
        log = self._logs / f"{service.name}.log"
        match situation:
            case Situation.STARTING:
                self._begun[service.name] = time.monotonic()
                console.say(f"{service.label} : démarrage")
            case Situation.READY:
                self._ready(service)
            case Situation.DIED:
                console.warn(f"{service.label} : arrêt inattendu (voir {log}). Redémarrage.")
            case Situation.SILENT:
                console.warn(f"{service.label} : ne répond plus (voir {log}). Redémarrage.")
            case Situation.FAILED_TO_START:
                console.warn(f"{service.label} : ne démarre pas (voir {log}). Nouvel essai.{_meanwhile(service)}")

    def _ready(self, service: Service) -> None:
        console.done(f"{service.label} : en marche ({time.monotonic() - self._begun[service.name]:.0f} s)")
        self._missing.discard(service.name)
        if service.essential and not self._announced:
            self._announced = True
            print(addresses(self._public_url), flush=True)
            if self._first_link is not None:
                print(f"  Premier administrateur  {self._first_link}", flush=True)
                console.say("Ce lien sert une seule fois, pendant un jour. Il crée le compte qui gérera les autres.")
            if self._missing:
                console.say(
                    "Vous pouvez déjà ouvrir la page ; les réponses sont simplifiées jusqu'à « Tout est prêt »."
                )
        if self._announced and not self._missing:
            console.done("Tout est prêt. Ctrl-C pour arrêter.")
            self._missing = {"announced once"}


def addresses(public_url: str) -> str:
    """Where to go, one line each."""
    return (
        f"\n  Page de démonstration   {public_url}/"
        f"\n  Espace des agents       {public_url}/connexion"
        f"\n  Module pour votre site  {public_url}/widget.js"
        f"\n  API                     {public_url}/openapi.json\n"
    )


def _meanwhile(service: Service) -> str:
    return "" if service.essential else " En attendant, l'assistant répond en mode simplifié."


def all_essential(wanted: tuple[Service, ...], more: Mapping[str, str]) -> tuple[Service, ...]:
    """The same services with ``more`` variables, none of which may be missing: half an assistant is not measured."""
    return tuple(replace(service, essential=True, environment={**service.environment, **more}) for service in wanted)
