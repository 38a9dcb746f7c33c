"""A site that must know the address of the api, which must itself know the site."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.types import Receive, Scope, Send


class LateHost:
    """A site whose pages are written once the address of the api, which must itself know the site, is known."""

    site: FastAPI

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.site(scope, receive, send)
