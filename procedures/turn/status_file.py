"""Someone's own file: we hold none and ask for no number; the service that received it can tell."""

from __future__ import annotations

from dataclasses import replace

from procedures.dialogue import Decision, Reply, Said
from procedures.model import Aspect
from procedures.turn.candidates import candidates
from procedures.turn.replies import offers_of
from procedures.turn.skill import Done, Turn
from procedures.turn.wording import wording

_NEAREST = 3
_NEAR_ENOUGH = 0.4


def status_file(turn: Turn, said: Said) -> Done:
    """How to follow a file, with the procedures it may be about."""
    hits = tuple(hit for hit in turn.search.find(said.words, limit=_NEAREST) if hit.score >= _NEAR_ENOUGH)
    subjects = tuple(dict.fromkeys((*filter(None, (turn.state.subject,)), *(hit.id for hit in hits))))
    offers = offers_of(subjects[:_NEAREST], Aspect.STATUS, turn.catalogue)
    named = candidates(hits, turn.state.subject, turn.catalogue)
    after = replace(turn.state, pending=(), failures=0, last_move="status_file")
    return after, Reply(Decision.FALLBACK, wording().status_file.tracking, suggestions=offers, candidates=named)
