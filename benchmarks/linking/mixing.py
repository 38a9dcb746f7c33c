"""Learns what each signal weighs: the mix under which a right document, or none of them, is likeliest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize

from procedures.search.fields import NAMES
from procedures.search.signals import SIGNALS
from procedures.search.weights import Mix

Array = Any
POOL = 60
_PENALTY = 3e-3
# What no question can teach, since all of them are about procedures of the guide: what a town wrote is what its people
# come for, and is found by the names that it gives; a dossier is meant when its procedures cannot be told apart. What
# has a whole title said counts on that even when nobody has yet written how people ask for it.
SET_BY_HAND = {"own": 1.0, "names": 2.0, "title": 1.5, "dossier": -1.0}
_DOSSIER = SIGNALS.index("dossier")
# More in common never speaks against a document.
EVIDENCE = frozenset(
    (
        *NAMES,
        "title_cosine",
        "nearest_phrasing",
        "near_phrasings",
        "meaning",
        "sentences",
        "asked",
        "own_dossier",
    )
)


@dataclass(frozen=True)
class Case:
    """A question's best documents, a line of signals each; ``right``: the lines of those that answer it, none when
    they were left out."""

    signals: Array
    right: Array
    weight: float = 1.0


def case_of(
    signals: Array, right: Sequence[int], prior: Array, *, weight: float = 1.0, absent: Sequence[int] = ()
) -> Case:
    """The case of a question that the procedures ``right`` answer; the questions name no dossier.

    With ``absent`` (those procedures and all that could do as well), they are left out: the right answer is then that
    none of the others is meant.
    """
    scores = signals @ prior
    scores[signals[:, _DOSSIER] > 0] = -np.inf
    scores[list(absent)] = -np.inf
    pool = np.argpartition(-scores, POOL)[:POOL]
    if absent:
        return Case(signals[pool], np.empty(0, int), weight)
    pool = np.union1d(pool, right)
    return Case(signals[pool], np.flatnonzero(np.isin(pool, right)), weight)


def learn(cases: Sequence[Case]) -> Mix:
    """The weights, in the units of the signals."""
    every = np.concatenate([case.signals for case in cases])
    means, spreads = every.mean(axis=0), every.std(axis=0)
    learnt = np.flatnonzero((spreads > 1e-9) & ~np.isin(SIGNALS, list(SET_BY_HAND)))
    problem = _Problem(cases, learnt, means, spreads)
    bounds = [(0, None) if SIGNALS[place] in EVIDENCE else (None, None) for place in learnt] + [(None, None)]
    found = minimize(problem, np.zeros(len(learnt) + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
    weights = found[:-1] / spreads[learnt]
    of_signals = by_hand()
    of_signals[learnt] = weights
    return Mix(of_signals, float(found[-1] + weights @ means[learnt]))


def by_hand() -> Array:
    return np.array([SET_BY_HAND.get(name, 0.0) for name in SIGNALS])


class _Problem:
    """The mean loss over cases, and its slope; the last unknown is the score of "none of these"."""

    def __init__(self, cases: Sequence[Case], learnt: Array, means: Array, spreads: Array) -> None:
        sizes = np.array([len(case.signals) + 1 for case in cases])
        self._starts = np.cumsum(sizes) - sizes
        self._owner = np.repeat(np.arange(len(cases)), sizes)
        self._weights = np.array([case.weight for case in cases])
        self._weights /= self._weights.sum()
        self._lines = np.zeros((int(sizes.sum()), len(learnt) + 1))
        self._given = np.zeros(len(self._lines))  # what the weights set by hand add to each score
        self._right = np.zeros(len(self._lines))
        for case, start in zip(cases, self._starts, strict=True):
            end = start + len(case.signals)
            self._lines[start:end, :-1] = (case.signals - means)[:, learnt] / spreads[learnt]
            self._lines[end, -1] = 1.0
            self._given[start:end] = case.signals @ by_hand()
            self._right[start + case.right if len(case.right) else end] = 1.0

    def __call__(self, unknowns: Array) -> tuple[float, Array]:
        scores = self._lines @ unknowns + self._given
        scores -= np.maximum.reduceat(scores, self._starts)[self._owner]
        shares = np.exp(scores)
        shares /= np.add.reduceat(shares, self._starts)[self._owner]
        of_right = shares * self._right
        likely = np.add.reduceat(of_right, self._starts)
        slope = shares - of_right / np.maximum(likely, 1e-12)[self._owner]
        slope = self._lines.T @ (slope * self._weights[self._owner])
        penalised = unknowns.copy()
        penalised[-1] = 0
        loss = float(self._weights @ -np.log(np.maximum(likely, 1e-12)) + _PENALTY * (penalised @ penalised))
        return loss, slope + 2 * _PENALTY * penalised
