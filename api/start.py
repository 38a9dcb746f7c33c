"""Where uvicorn starts the api (``api.start:create_app``).

What is loaded at the start lives as long as the process. Looking for garbage in it, again and again while it grows,
takes a sixth of the start, in which nobody is served: none is looked for meanwhile, and afterwards not in what was
there then.
"""

from __future__ import annotations

import gc

from fastapi import FastAPI

gc.disable()  # before the rest is loaded, which is nearly all of it

from api import app  # noqa: E402


def create_app() -> FastAPI:
    """The api, by the settings of the environment."""
    created = app.create_app()
    gc.freeze()
    gc.enable()
    return created
