"""What each signal weighs (``weights.yaml``): learnt, then kept where people can read it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from procedures.search.index import Array
from procedures.search.signals import SIGNALS

FILE = Path(__file__).parent / "weights.yaml"


@dataclass(frozen=True)
class Mix:
    """``of_signals``: in the order of ``SIGNALS``. A document is likelier than that none is meant when its score
    passes ``nothing``."""

    of_signals: Array
    nothing: float


@dataclass(frozen=True)
class Weights:
    """A mix for each case: ``with_both`` signals that not every search has, the meaning of the words
    (``procedures.search.meaning``) and whole sentences (``procedures.search.sentences``); with one of them; with
    ``words_alone``."""

    with_both: Mix
    with_meaning: Mix
    with_sentences: Mix
    words_alone: Mix

    def mix(self, known: float, *, sentences: bool) -> Mix:
        """The one for a question whose words have a meaning up to the share ``known``, from 0 to 1.
        ``sentences``: whether the search compares whole sentences."""
        most = self.with_both if sentences else self.with_meaning
        least = self.with_sentences if sentences else self.words_alone
        return Mix(
            known * most.of_signals + (1 - known) * least.of_signals,
            known * most.nothing + (1 - known) * least.nothing,
        )


@cache
def weights(file: Path = FILE) -> Weights:
    """The weights in ``file``. Raises ``ValueError`` naming the signals that it lacks or that do not exist."""
    written = yaml.safe_load(file.read_text(encoding="utf-8"))
    return Weights(**{case.name: _mix(written[case.name], file) for case in fields(Weights)})


def _mix(written: dict[str, Any], file: Path) -> Mix:
    values = dict(written["signals"])
    if set(values) != set(SIGNALS):
        wrong = ", ".join(sorted(set(values) ^ set(SIGNALS)))
        raise ValueError(f"{file.name}: expected one weight per signal; look at {wrong}")
    return Mix(np.array([float(values[name]) for name in SIGNALS], "f4"), float(written["nothing"]))
