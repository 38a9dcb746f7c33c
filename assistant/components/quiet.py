"""A Rasa process that says what matters and nothing else: no telemetry, no warnings of libraries of 2022."""

from __future__ import annotations

import logging
import os
from typing import Any, Dict

# What Rasa adds to an event of its log that no citizen wrote.
_HARMLESS = ("event", "event_info", "exception", "level", "logger", "timestamp")


def be_quiet() -> None:
    """Call before the first import of Rasa."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.captureWarnings(True)  # the libraries set the filters of warnings anew; the logger obeys
    logging.getLogger("py.warnings").setLevel(logging.ERROR)
    _structured_logs_without_words()


def _structured_logs_without_words() -> None:
    """Rasa hands the message itself to its structured log, at all levels: here only harmless keys are written."""
    import structlog

    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="%Y-%m-%d %H:%M:%S"),
            structlog.processors.format_exc_info,
            _only_harmless,
            structlog.dev.ConsoleRenderer(colors=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        cache_logger_on_first_use=True,
    )


def _only_harmless(_: Any, __: str, event: Dict[str, Any]) -> Dict[str, Any]:
    return {key: value for key, value in event.items() if key in _HARMLESS}
