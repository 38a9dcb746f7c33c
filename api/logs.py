"""Logs that say what happened and never what anybody wrote.

Requests are logged without their query string, exceptions without their message: both quote what was sent.
"""

from __future__ import annotations

import logging
import traceback
from types import TracebackType

_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
_QUIET = ("httpx", "httpcore", "alembic")
_HANDLER_NAME = "guichet"
_PATH = 2  # where uvicorn's access records carry the path: client, method, path, version, status

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutMessages(logging.Formatter):
    """Shows where an exception came from and its type, not its words."""

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 (the name is logging's)
        lines: list[str] = []
        error = ei[1]
        while error is not None:
            inner = self._of_group(error)
            lines[:0] = [*traceback.format_tb(error.__traceback__), f"{type(error).__name__}\n", *inner]
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "".join(lines).rstrip()

    def _of_group(self, error: BaseException) -> list[str]:
        """Those of which a group is made: the group alone would tell nothing."""
        if not isinstance(error, BaseExceptionGroup):
            return []
        return [f"{self.formatException((type(one), one, one.__traceback__))}\n" for one in error.exceptions]


class WithoutQuery(logging.Filter):
    """Cuts the query string from uvicorn's access records: it holds what people search for."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple) and len(record.args) > _PATH:
            path = str(record.args[_PATH]).partition("?")[0]
            record.args = (*record.args[:_PATH], path, *record.args[_PATH + 1 :])
        return True


def configure() -> None:
    """One handler for everything this process logs, uvicorn's loggers included. Calling it again changes nothing."""
    root = logging.getLogger()
    if not any(handler.name == _HANDLER_NAME for handler in root.handlers):
        handler = logging.StreamHandler()
        handler.name = _HANDLER_NAME
        handler.setFormatter(WithoutMessages(_FORMAT))
        root.addHandler(handler)
    root.setLevel(logging.INFO)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi"):
        logger = logging.getLogger(name)
        if logger.handlers:  # without any, uvicorn was told not to log
            logger.handlers.clear()
            logger.propagate = True
    access = logging.getLogger("uvicorn.access")
    if not any(isinstance(one, WithoutQuery) for one in access.filters):
        access.addFilter(WithoutQuery())
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
