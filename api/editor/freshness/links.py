"""Whether web addresses still answer. Few at a time, slowly, and never towards the inside of the network."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin, urlsplit

import httpx

MOST = 150  # links in one go
_HOSTS_AT_ONCE = 6
_BETWEEN_S = 1.0  # two requests to one host
_TIMEOUT_S = 8.0
_MOST_HOPS = 5
_ASK_AGAIN = frozenset({403, 405, 501})  # some servers refuse HEAD and answer GET
_FOR_GOOD = frozenset({301, 308})
_AGENT = "Guichet (verification de liens, une fois par jour au plus)"

MayAsk = Callable[[str], Awaitable[bool]]


@dataclass(frozen=True)
class LinkState:
    """``problem``: in French, empty when the link is good. ``moved_to``: where it has moved for good."""

    url: str
    problem: str
    moved_to: str
    checked_at: datetime


def addresses_in(value: object) -> Iterator[str]:
    """The web addresses in a JSON-like value, anywhere in it."""
    if isinstance(value, str):
        if value.startswith(("https://", "http://")) and " " not in value:
            yield value
    elif isinstance(value, dict):
        for inside in value.values():
            yield from addresses_in(inside)
    elif isinstance(value, list | tuple):
        for inside in value:
            yield from addresses_in(inside)


async def is_public(host: str) -> bool:
    """Whether every address of ``host`` is on the internet: an editor's link must not probe the town's own network."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        return True  # it has none: asking will say so
    return all(ipaddress.ip_address(one[4][0]).is_global for one in found)


async def check_links(
    urls: Iterable[str], now: datetime, *, may_ask: MayAsk = is_public, between: float = _BETWEEN_S
) -> list[LinkState]:
    """Asks for ``urls``, one by one on each host, at most ``MOST`` of them."""
    by_host: dict[str, list[str]] = {}
    for url in list(dict.fromkeys(urls))[:MOST]:
        by_host.setdefault(urlsplit(url).hostname or "", []).append(url)
    few = asyncio.Semaphore(_HOSTS_AT_ONCE)
    states: list[LinkState] = []

    async def ask_host(client: httpx.AsyncClient, of_host: list[str]) -> None:
        async with few:
            for place, url in enumerate(of_host):
                if place:
                    await asyncio.sleep(between)
                problem, moved_to = await _ask(client, url, may_ask)
                states.append(LinkState(url, problem, moved_to, now))

    async with httpx.AsyncClient(timeout=_TIMEOUT_S, headers={"User-Agent": _AGENT}) as client:
        await asyncio.gather(*(ask_host(client, of_host) for of_host in by_host.values()))
    return states


async def _ask(client: httpx.AsyncClient, url: str, may_ask: MayAsk) -> tuple[str, str]:
    """What is wrong with ``url``, and where it has moved for good."""
    here, moved_to, for_good = url, "", True
    for _ in range(_MOST_HOPS):
        host = urlsplit(here).hostname
        if not host or urlsplit(here).scheme not in ("http", "https"):
            return "cette adresse ne mène pas à une page web", ""
        if not await may_ask(host):
            return "cette adresse est celle d’une machine interne", ""
        try:
            response = await client.head(here)
            if response.status_code in _ASK_AGAIN:
                async with client.stream("GET", here) as got:
                    response = got
        except httpx.TimeoutException:
            return "le site ne répond pas", ""
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError):
            return "le site est introuvable", ""
        if not response.is_redirect:
            return _problem(response.status_code), moved_to
        for_good = for_good and response.status_code in _FOR_GOOD
        here = urljoin(here, response.headers.get("location", ""))
        moved_to = here if for_good else moved_to
    return "la page renvoie sans fin d’une adresse à une autre", ""


def _problem(status: int) -> str:
    if status in (404, 410):
        return "la page n’existe plus"
    if status >= 500:
        return "le site est en panne"
    return f"la page ne s’ouvre pas (réponse {status})" if status >= 400 else ""
