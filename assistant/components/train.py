"""Trains the dialogue model: ``python -m assistant.components.train MODEL.tar.gz``.

The same data always give the same weights. Whether to train at all is for the caller to know: nothing is cached here.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from assistant.components.quiet import be_quiet
from assistant.components.without_tensorflow import leave_out_neural_components

ROOT = Path(__file__).resolve().parents[2]
CONFIG, DOMAIN = ROOT / "config.yml", ROOT / "assistant" / "domain"
TRAINING_DATA = (ROOT / "nlu_data", ROOT / "assistant" / "rules", ROOT / "assistant" / "stories")
_USAGE = "usage: python -m assistant.components.train MODEL.tar.gz"


def main(arguments: list[str]) -> int:
    """Writes the model to the path given. Returns an exit status."""
    if len(arguments) != 1 or not arguments[0].endswith(".tar.gz"):
        print(_USAGE, file=sys.stderr)
        return 2
    be_quiet()
    leave_out_neural_components()
    return _train(Path(arguments[0]))


def _train(path: Path) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix="training-") as folder:
        os.environ["RASA_CACHE_DIRECTORY"] = str(Path(folder, "cache"))
        import rasa.model_training  # reads the variable above, and needs the neural components left out

        result = rasa.model_training.train(
            domain=str(DOMAIN),
            config=str(CONFIG),
            training_files=[str(place) for place in TRAINING_DATA if place.exists()],
            output=folder,
            force_training=True,
            fixed_model_name="model",
        )
        if result.code != 0 or not result.model:
            return result.code or 1
        Path(result.model).replace(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
