"""Which procedure or dossier the words are about, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from procedures.catalogue import Catalogue
from procedures.model import Origin
from procedures.search import Hit
from procedures.search.aspect_words import subject_words
from procedures.search.words import stem, stems

# Scores are probabilities. They were weighed on the questions of benchmarks/linking/questions.jsonl, where the first
# hit is right nine times in ten above ``ANSWERED``; ``python -m benchmarks.linking`` shows the curve. Just below, it
# is right six times in ten: the right one is oftener in a list of four.
ANSWERED = 0.475
# Its procedures together this likely, a dossier asks its own question rather than bet on one of them.
_DOSSIER = 0.6
# Below this probability that one of those offered is meant, the words are not understood.
_OFFERED = 0.15
_NOT_ABSURD = 0.05  # alone, it may still be worth showing
_DOUBTLESS = 0.6  # an answer below this says that it may be about something else
_BESIDE = 0.2  # of the probability of the answer: what else it could be about is offered with it
MOST_OFFERED = 4
_LOOKED_AT = 6  # some may be offered as one


@dataclass(frozen=True)
class Link:
    """``subject``: what the words are about; None when they do not tell. ``near``: what else they could be about,
    best first. ``doubtful``: whether the subject is only the best of several."""

    subject: str | None
    near: tuple[str, ...] = ()
    doubtful: bool = False


def link(words: str, hits: tuple[Hit, ...], catalogue: Catalogue) -> Link:
    """Reads the hits of a search for ``words``, as ``weighed`` tells them."""
    if named := _named(words, hits, catalogue):
        return Link(named)
    if not hits:
        return Link(None)
    best = next((hit for hit in hits if hit.kind == "procedure" and hit.score >= ANSWERED), hits[0])
    near = tuple(hit.id for hit in hits[:MOST_OFFERED] if hit is not best and hit.score >= _BESIDE * best.score)
    if best.score >= ANSWERED:
        return Link(best.id, near, doubtful=best.score < _DOUBTLESS)
    if subject := _likeliest_dossier(hits, catalogue):
        return Link(subject)
    offered = hits[:MOST_OFFERED]
    if sum(hit.score for hit in offered) >= _OFFERED:
        return Link(None, tuple(hit.id for hit in hits[:_LOOKED_AT]), doubtful=True)
    return Link(None, tuple(hit.id for hit in offered if hit.score >= _NOT_ABSURD))


def weighed(words: str, hits: tuple[Hit, ...], catalogue: Catalogue) -> tuple[Hit, ...]:
    """``hits``, best first, with how likely each procedure is once no dossier is meant, as long as ``words`` say more
    than the title of a dossier: a dossier has all the words of its procedures, and would only ask what was said."""
    dossiers = [hit for hit in hits if hit.kind == "dossier"]
    left = 1 - sum(hit.score for hit in dossiers)
    if left <= 0 or not all(_says_more(words, catalogue.title(hit.id) or "") for hit in dossiers):
        return hits
    procedures = (replace(hit, score=min(hit.score / left, 1.0)) for hit in hits if hit.kind == "procedure")
    return tuple(sorted((*procedures, *dossiers), key=lambda hit: -hit.score))


def _says_more(words: str, title: str) -> bool:
    return not {stem(word) for word in subject_words(words)} <= set(stems(title))


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


def _likeliest_dossier(hits: tuple[Hit, ...], catalogue: Catalogue) -> str | None:
    """The dossier in which the answer almost surely is, though not in which of its procedures: its own questions tell
    them apart better than their titles do."""
    shares = _shares((hit for hit in hits if hit.kind == "procedure"), catalogue)
    for hit in hits:
        if hit.kind == "dossier":  # weighed apart from its procedures
            shares[hit.id] = max(hit.score, shares.get(hit.id, 0.0))
    likeliest = max(shares, key=lambda subject: shares[subject])
    several = sum(dossier_of(hit.id, catalogue) == likeliest for hit in hits) > 1
    return likeliest if several and shares[likeliest] >= _DOSSIER and catalogue.dossier(likeliest) else None


def one_subject(hits: tuple[Hit, ...], catalogue: Catalogue) -> float:
    """How likely it is that the words are about the likeliest subject, whichever of its procedures is meant: a
    dossier counts with all that is in it."""
    return max(_shares(hits, catalogue).values(), default=0.0)


def _shares(hits: Iterable[Hit], catalogue: Catalogue) -> dict[str, float]:
    """What each dossier, or procedure outside any, holds of the probability."""
    shares: dict[str, float] = {}
    for hit in hits:
        subject = dossier_of(hit.id, catalogue) or hit.id
        shares[subject] = shares.get(subject, 0.0) + hit.score
    return shares


def dossier_of(subject: str, catalogue: Catalogue) -> str | None:
    """The dossier of a procedure, or the dossier itself."""
    if procedure := catalogue.procedure(subject):
        return procedure.dossier_id
    return subject if catalogue.dossier(subject) else None
