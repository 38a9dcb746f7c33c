"""Serves the dialogue model: ``python -m assistant.components.serve MODEL``.

Listens on this machine alone, on the port of ``GUICHET_RASA_URL``; asks the action server of ``GUICHET_ACTIONS_URL``.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

from assistant.components.quiet import be_quiet
from assistant.components.without_tensorflow import leave_out_neural_components

ASSISTANT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
_RASA_URL, _ACTIONS_URL = "http://127.0.0.1:5005", "http://127.0.0.1:5055"
_USAGE = "usage: python -m assistant.components.serve MODEL"


def main(arguments: list[str]) -> int:
    """Serves until it is told to stop. Returns an exit status."""
    if len(arguments) != 1:
        print(_USAGE, file=sys.stderr)
        return 2
    model = Path(arguments[0])
    if not model.is_file():
        print(f"{model}: no such model; train one with `guichet train`.", file=sys.stderr)
        return 2
    os.environ.setdefault("GUICHET_ACTIONS_URL", _ACTIONS_URL)
    # A turn multiplies small matrices: threads would wait for work in a busy loop, two thirds of a turn's processor.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    port = urlsplit(os.environ.get("GUICHET_RASA_URL", _RASA_URL)).port or 5005
    be_quiet()
    leave_out_neural_components()
    _serve(model, port)
    return 0


def _serve(model: Path, port: int) -> None:
    # Imported once the neural components are left out; these imports are most of the start.
    import rasa.core.run
    from rasa.core.utils import AvailableEndpoints

    from assistant.components.faster_rasa import make_rasa_faster

    make_rasa_faster()
    rasa.core.run.serve_application(
        model_path=str(model),
        interface=HOST,
        port=port,
        credentials=str(ASSISTANT / "credentials.yml"),
        endpoints=AvailableEndpoints.read_endpoints(str(ASSISTANT / "endpoints.yml")),
        enable_api=False,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
