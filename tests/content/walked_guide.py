"""The official guide in memory, and every way of walking one of its sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from procedures.importer import read
from procedures.model import Aspect, Dossier, Procedure
from procedures.outcome import Given, Outcome, Question
from procedures.walk import resolve
from tests.guide_snapshot import wants_whole

QUESTIONS_AT_MOST = 6
# Sheets whose walks once looped, or take many ways: they are in every sample.
ALWAYS = frozenset({"F2", "F102", "F2552", "F11370", "F16871", "F31541"})


@dataclass(frozen=True)
class Guide:
    procedures: dict[str, Procedure]
    dossiers: dict[str, Dossier]


@dataclass(frozen=True)
class Walk:
    """One walk to its end: the buttons clicked, and what came last."""

    labels: tuple[str, ...]
    given: Given
    outcome: Outcome

    @property
    def asked(self) -> int:
        return len(self.labels)


def sampled(sheets: Sequence[Procedure], every: int, *, first: int = 0) -> list[Procedure]:
    """One sheet in ``every`` from the ``first`` on and those of ``ALWAYS``; all of them with GUICHET_WHOLE=1."""
    if wants_whole():
        return list(sheets)
    return [sheet for index, sheet in enumerate(sheets) if index % every == first or sheet.id in ALWAYS]


@cache
def load(snapshot: Path) -> Guide:
    """The sheets and dossiers of the snapshot, read once per test session."""
    procedures: dict[str, Procedure] = {}
    dossiers: dict[str, Dossier] = {}
    for entry in read(snapshot):
        if isinstance(entry, Procedure):
            procedures[entry.id] = entry
        elif isinstance(entry, Dossier):
            dossiers[entry.id] = entry
    return Guide(procedures, dossiers)


def walks(procedure: Procedure, aspect: Aspect | None, start: Given | None = None) -> Iterator[Walk]:
    """Every walk through ``procedure``, each button of each question clicked; fails on a walk that does not end."""
    waiting: list[tuple[tuple[str, ...], Given]] = [((), start or Given())]
    while waiting:
        labels, given = waiting.pop()
        outcome = resolve(procedure, aspect, given)
        if not isinstance(outcome, Question):
            yield Walk(labels, given, outcome)
            continue
        assert len(labels) < QUESTIONS_AT_MOST, f"{procedure.id}: a seventh question after {labels}"
        for offer in outcome.choices:
            step = offer.step
            after = Given(answers=step.answers, variables=step.variables, section=step.section)
            waiting.append(((*labels, offer.label), after))
