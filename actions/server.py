"""The action server: ``python -m actions.server``. Listens on this machine alone; ``/health`` answers once it is ready.

One process: what it holds (the index of the whole guide) is large, and a second one is started on another port.
"""

from __future__ import annotations

import logging
from threading import Thread
from typing import Any

from rasa_sdk.endpoint import create_app  # type: ignore[import-untyped]
from rasa_sdk.executor import ActionExecutor  # type: ignore[import-untyped]
from sanic import Sanic
from sanic.handlers import ErrorHandler
from sanic.request import Request
from sanic.response import HTTPResponse, json

from actions.answer import Answer
from actions.brain import Brain
from actions.browse import Browse
from actions.care import Care
from actions.choose import Choose
from actions.hand_over import HandOver
from actions.repair import Repair
from actions.settings import ActionSettings
from actions.small_talk import SmallTalk

Application = Sanic[Any, Any]
HOST = "127.0.0.1"
SKILLS = (Answer, Browse, Care, Choose, HandOver, Repair, SmallTalk)

_log = logging.getLogger(__name__)


def application(brain: Brain) -> Application:
    """The server's application, with every skill registered."""
    executor = ActionExecutor()
    for skill in SKILLS:
        executor.register_action(skill(brain))
    app: Application = create_app(executor, cors_origins=[])
    app.error_handler = _DiscreetErrors()
    return app


class _DiscreetErrors(ErrorHandler):
    """rasa_sdk's own handler repeats the citizen's message in its reply, and Rasa in its log."""

    def default(self, _request: Request, exception: Exception) -> HTTPResponse:
        _log.error("An action failed: %s", type(exception).__name__, exc_info=exception)
        return json({"error": type(exception).__name__}, status=500)


def main() -> None:
    """Serves until it is told to stop."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    settings = ActionSettings()
    brain = Brain.from_settings(settings)
    Thread(target=brain.follow_forever, name="content changes", daemon=True).start()
    app = application(brain)
    app.run(host=HOST, port=settings.port, single_process=True, access_log=False, motd=False)


if __name__ == "__main__":
    main()
