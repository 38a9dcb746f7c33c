"""What each signal weighs (``weights.yaml``): learnt, then kept where people can read it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import yaml

from procedures.search.index import Array
from procedures.search.signals import SIGNALS

FILE = Path(__file__).parent / "weights.yaml"


@dataclass(frozen=True)
class Weights:
    """``of_signals``: in the order of ``SIGNALS``. A document is likelier than that none is meant when its score passes
    ``nothing``, plus ``nothing_known`` times the share of the question whose words have a known meaning."""

    of_signals: Array
    nothing: float
    nothing_known: float

    def threshold(self, known: float) -> float:
        """The score that stands for "none of these"; ``known``: see ``Evidence``."""
        return self.nothing + self.nothing_known * known


@cache
def weights(file: Path = FILE) -> Weights:
    """The weights in ``file``. Raises ``ValueError`` naming the signals that it lacks or that do not exist."""
    written = yaml.safe_load(file.read_text(encoding="utf-8"))
    values = dict(written["signals"])
    if set(values) != set(SIGNALS):
        wrong = ", ".join(sorted(set(values) ^ set(SIGNALS)))
        raise ValueError(f"{file.name}: expected one weight per signal; look at {wrong}")
    of_signals = np.array([float(values[name]) for name in SIGNALS], "f4")
    return Weights(of_signals, float(written["nothing"]), float(written["nothing_known"]))
