"""Why a procedure was found, in French: which words, where, and what was read or translated on the way."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from procedures.search.fields import FIELDS
from procedures.search.index import Index
from procedures.search.signals import SIGNALS, Asked, Evidence

_MOST = 6
# Below these, a phrasing or a meaning is too far to be named as a reason.
_LIKE_A_PHRASING = 0.5
_NEAR_IN_MEANING = 0.5
_LIKE_SENTENCES = 0.5
_NEAREST_PHRASING, _MEANING = SIGNALS.index("nearest_phrasing"), SIGNALS.index("meaning")
_SENTENCES = SIGNALS.index("sentences")


def reasons(index: Index, asked: Asked, evidence: Evidence, numbers: Sequence[int]) -> list[tuple[str, ...]]:
    """The reasons of each of the documents ``numbers``: words first, the most telling before, then nearness."""
    by_words = _by_words(index, asked, evidence, numbers)
    return [(*by_words[number], *_by_nearness(evidence, number)) for number in numbers]


def _by_words(index: Index, asked: Asked, evidence: Evidence, numbers: Sequence[int]) -> dict[int, list[str]]:
    found = evidence.found
    is_wanted = np.zeros(index.slots.total, bool)
    for field in range(len(FIELDS)):
        is_wanted[[field * index.slots.documents + number for number in numbers]] = True
    wanted = np.flatnonzero(is_wanted[found.slots])
    fields: dict[tuple[int, int], set[int]] = {}
    for line in wanted:
        field, number = divmod(int(found.slots[line]), index.slots.documents)
        fields.setdefault((number, int(found.terms[line])), set()).add(field)
    told: dict[int, dict[str, float]] = {number: {} for number in numbers}
    for (number, place), held_by in fields.items():
        term = asked.terms[place]
        if " " in term.term:
            continue
        places = ", ".join(field.french for bit, field in enumerate(FIELDS) if bit in held_by)
        reason = f"{term.reason or f'« {term.said} »'} : {places}"
        worth = float(asked.weights[place] * asked.rarities[place])
        told[number][reason] = max(told[number].get(reason, 0.0), worth)
    return {number: sorted(of, key=lambda reason: -of[reason])[:_MOST] for number, of in told.items()}


def _by_nearness(evidence: Evidence, number: int) -> list[str]:
    signals = evidence.signals[number]
    said = []
    if signals[_NEAREST_PHRASING] >= _LIKE_A_PHRASING or signals[_SENTENCES] >= _LIKE_SENTENCES:
        said.append("proche d'une façon connue de le demander")
    if signals[_MEANING] >= _NEAR_IN_MEANING:
        said.append("sens proche")
    return said
