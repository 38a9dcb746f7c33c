"""A Rasa process that says what matters and nothing else: no telemetry, no warnings of libraries of 2022."""

from __future__ import annotations

import logging
import os
import warnings


def be_quiet() -> None:
    """Call before the first import of Rasa."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ["RASA_MAX_CACHE_SIZE"] = "0"  # whether to train at all is decided by `guichet train`, from the data
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    warnings.simplefilter("ignore")
    # Rasa's own modules log the citizen's words at level DEBUG and INFO: never in the logs of this product.
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
