"""Which procedure or dossier the words are about, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

from procedures.catalogue import Catalogue
from procedures.model import Origin
from procedures.search import Hit
from procedures.search.aspect_words import subject_words
from procedures.search.words import stem, stems

# Scores are probabilities. Below this one that any hit at all is meant, the nearest is near by chance.
_TOO_FAR = 0.3
_NOT_ABSURD = 0.05  # it may still be worth showing
# A hit this many times less likely than the best cannot be told apart from it by words.
_NEAR = 0.7
# Those a little further are offered beside an answer.
_BESIDE = 0.2
# A best hit this likely is the one, even when another is close.
_LIKELY = 0.6
_FEWEST_OFFERED = 3
MOST_OFFERED = 5


@dataclass(frozen=True)
class Link:
    """``subject``: what the words are about; None when they do not tell. ``near``: what else they could be about,
    best first. ``doubtful``: whether the subject is only the best of several."""

    subject: str | None
    near: tuple[str, ...] = ()
    doubtful: bool = False


def link(words: str, hits: tuple[Hit, ...], catalogue: Catalogue) -> Link:
    """Reads the hits of a search for ``words``."""
    if named := _named(words, hits, catalogue):
        return Link(named)
    if sum(hit.score for hit in hits) < _TOO_FAR:
        return Link(None, tuple(hit.id for hit in hits[:_FEWEST_OFFERED] if hit.score >= _NOT_ABSURD))
    best = hits[0]
    close = [hit for hit in hits[:MOST_OFFERED] if hit.score >= _NEAR * best.score]
    near = tuple(hit.id for hit in hits[1:MOST_OFFERED] if hit.score >= _BESIDE * best.score)
    if len(close) == 1:
        return Link(best.id, near, doubtful=best.score < _LIKELY)
    if subject := _of_one_dossier(close, catalogue):
        return Link(subject)
    return Link(None, tuple(hit.id for hit in hits[: max(len(close), _FEWEST_OFFERED)]), doubtful=True)


def _named(words: str, hits: tuple[Hit, ...], catalogue: Catalogue) -> str | None:
    """What bears as its title all that was said of the subject ("passeport", "combien coûte un passeport ?"): the
    town's own sheet, else the dossier."""
    said = {stem(word) for word in subject_words(words)}
    bearing = [hit for hit in hits if said and said == set(stems(catalogue.title(hit.id) or ""))]
    own = (hit.id for hit in bearing if hit.kind == "procedure" and _is_own(hit.id, catalogue))
    return next(own, None) or next((hit.id for hit in bearing if hit.kind == "dossier"), None)


def _is_own(procedure_id: str, catalogue: Catalogue) -> bool:
    procedure = catalogue.procedure(procedure_id)
    return procedure is not None and procedure.origin is not Origin.OFFICIAL


def _of_one_dossier(close: list[Hit], catalogue: Catalogue) -> str | None:
    """The dossier of the best hit when most close ones are in it, since its own questions tell them apart better than
    their titles do; or the only one of its procedures that is close."""
    dossier = dossier_of(close[0].id, catalogue)
    members = [hit.id for hit in close if dossier and dossier_of(hit.id, catalogue) == dossier]
    if len(members) <= len(close) / 2:
        return None
    own = [member for member in members if member != dossier]
    return own[0] if len(own) == 1 else dossier  # one procedure alone stands out of its dossier


def one_subject(hits: tuple[Hit, ...], catalogue: Catalogue) -> float:
    """How likely it is that the words are about the likeliest subject, whichever of its procedures is meant: a
    dossier counts with all that is in it."""
    shares: dict[str, float] = {}
    for hit in hits:
        subject = dossier_of(hit.id, catalogue) or hit.id
        shares[subject] = shares.get(subject, 0.0) + hit.score
    return max(shares.values(), default=0.0)


def dossier_of(subject: str, catalogue: Catalogue) -> str | None:
    """The dossier of a procedure, or the dossier itself."""
    if procedure := catalogue.procedure(subject):
        return procedure.dossier_id
    return subject if catalogue.dossier(subject) else None
