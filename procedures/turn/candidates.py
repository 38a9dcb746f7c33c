"""The procedures thought to be meant, for the evaluation and for staff: never a dossier nor a guided search."""

from __future__ import annotations

from collections.abc import Iterable

from procedures.catalogue import Catalogue
from procedures.dialogue import Candidate
from procedures.search import Hit

MOST = 5


def candidates(hits: tuple[Hit, ...], subject: str | None, catalogue: Catalogue) -> tuple[Candidate, ...]:
    """At most five procedures, best first: the subject, then other hits by how likely they are. Those of a linked
    dossier take their place among them; the ones that no words tell apart come last."""
    scores = {hit.id: hit.score for hit in hits if hit.kind == "procedure"}
    linked = tuple(_of(subject, scores, catalogue))
    if len(linked) > 1:
        linked = tuple(sorted({*linked[:MOST], *scores}, key=lambda identifier: -scores.get(identifier, 0.0)))
    ordered = dict.fromkeys((*linked, *_of_hits(hits, scores, catalogue)))
    named: list[Candidate] = []
    for identifier in list(ordered)[:MOST]:  # scores never rise down the list
        ceiling = named[-1].score if named else 1.0
        named.append(Candidate(identifier, min(ceiling, scores.get(identifier, 0.0))))
    return tuple(named)


def _of(subject: str | None, scores: dict[str, float], catalogue: Catalogue) -> Iterable[str]:
    if subject is None:
        return ()
    if subject in scores:
        return (subject,)
    if dossier := catalogue.dossier(subject):
        return sorted(dossier.procedure_ids(), key=lambda identifier: -scores.get(identifier, 0.0))
    return (subject,) if catalogue.procedure(subject) else ()


def _of_hits(hits: tuple[Hit, ...], scores: dict[str, float], catalogue: Catalogue) -> Iterable[str]:
    for hit in hits:
        if hit.kind == "procedure":
            yield hit.id
    for hit in hits:  # dossiers fill what is left
        if hit.kind == "dossier":
            yield from _of(hit.id, scores, catalogue)
