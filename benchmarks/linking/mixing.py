"""Learns what each signal weighs: the mix under which the right document, or none of them, is likeliest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize

from procedures.search.signals import SIGNALS, Evidence

Array = Any
POOL = 60
_PENALTY = 1e-3
# What no phrasing can teach: what a town wrote itself is what its people come for.
SET_BY_HAND = {"own": 1.0}


@dataclass(frozen=True)
class Case:
    """A question's best documents, a line of signals each; ``right``: the line of the right one, or -1 when it was
    left out and none of them is. ``known``: see ``Evidence``."""

    signals: Array
    right: int
    known: float
    weight: float = 1.0


@dataclass(frozen=True)
class Mix:
    of_signals: dict[str, float]
    nothing: float
    nothing_known: float


def case_of(evidence: Evidence, right: int, absent: Sequence[int], prior: Array, weight: float) -> Case:
    """The case of a question about the document ``right``. With ``absent`` (that document and those that could do as
    well), they are left out: the right answer is then that none of the others is meant."""
    scores = evidence.signals @ prior
    scores[list(absent)] = -np.inf
    pool = np.argpartition(-scores, POOL)[:POOL]
    if absent:
        return Case(evidence.signals[pool], -1, evidence.known, weight)
    if right not in pool:
        pool = np.r_[pool, right]
    return Case(evidence.signals[pool], int(np.flatnonzero(pool == right)[0]), evidence.known, weight)


def learn(cases: Sequence[Case]) -> Mix:
    """The weights, in the units of the signals."""
    every = np.concatenate([case.signals for case in cases])
    means, spreads = every.mean(axis=0), every.std(axis=0)
    learnt = np.flatnonzero((spreads > 1e-9) & ~np.isin(SIGNALS, list(SET_BY_HAND)))
    problem = _Problem(cases, learnt, means, spreads)
    found = minimize(problem, np.zeros(len(learnt) + 2), jac=True, method="L-BFGS-B").x
    weights = found[:-2] / spreads[learnt]
    of_signals = dict.fromkeys(SIGNALS, 0.0) | SET_BY_HAND
    of_signals |= {SIGNALS[place]: float(weight) for place, weight in zip(learnt, weights, strict=True)}
    return Mix(of_signals, float(found[-2] + weights @ means[learnt]), float(found[-1]))


class _Problem:
    """The mean loss over cases, and its slope; the last two unknowns are those of "none of these"."""

    def __init__(self, cases: Sequence[Case], learnt: Array, means: Array, spreads: Array) -> None:
        sizes = np.array([len(case.signals) + 1 for case in cases])
        self._starts = np.cumsum(sizes) - sizes
        self._owner = np.repeat(np.arange(len(cases)), sizes)
        self._weights = np.array([case.weight for case in cases])
        self._weights /= self._weights.sum()
        self._lines = np.zeros((int(sizes.sum()), len(learnt) + 2))
        self._right = np.empty(len(cases), int)
        for number, (case, start) in enumerate(zip(cases, self._starts, strict=True)):
            end = start + len(case.signals)
            self._lines[start:end, :-2] = (case.signals - means)[:, learnt] / spreads[learnt]
            self._lines[end, -2:] = 1.0, case.known
            self._right[number] = end if case.right < 0 else start + case.right

    def __call__(self, unknowns: Array) -> tuple[float, Array]:
        scores = self._lines @ unknowns
        scores -= np.maximum.reduceat(scores, self._starts)[self._owner]
        shares = np.exp(scores)
        totals = np.add.reduceat(shares, self._starts)
        shares /= totals[self._owner]
        losses = np.log(totals) - scores[self._right]
        shares[self._right] -= 1
        slope = self._lines.T @ (shares * self._weights[self._owner])
        penalised = unknowns.copy()
        penalised[-2:] = 0
        loss = float(self._weights @ losses + _PENALTY * (penalised @ penalised))
        return loss, slope + 2 * _PENALTY * penalised
