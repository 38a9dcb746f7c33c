"""What was not understood, is not ours to answer, or went wrong: never the same move twice in a row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from procedures.dialogue import Candidate, Decision, Reply, Said
from procedures.turn.candidates import candidates
from procedures.turn.hand_over import person_needed
from procedures.turn.linking import MOST_OFFERED, link
from procedures.turn.replies import offers_of, theme_offers
from procedures.turn.skill import Done, Turn
from procedures.turn.status_file import status_file
from procedures.turn.wording import wording

_NEAREST = 3


def repair(turn: Turn, said: Said) -> Done:
    """Says what is the matter, and what can be done about it."""
    words = wording().repair
    match said.intent:
        case "status_file":
            return status_file(turn, said)
        case "complaint_bot":
            return _said_once(turn, said, words.complaint)
        case "out_of_scope":
            return _said_once(turn, said, words.out_of_scope)
        case "other_language":
            return turn.state, Reply(Decision.FALLBACK, words.other_language)
        case _:
            hits = turn.search.find(said.words, limit=MOST_OFFERED)
            near = link(said.words, hits, turn.catalogue).near
            return misunderstood(turn, near, candidates(hits, None, turn.catalogue), words=said.words)


def misunderstood(
    turn: Turn, near: Iterable[str], named: tuple[Candidate, ...] = (), *, words: str | None = None
) -> Done:
    """Once: says so and offers the nearest and the themes. Twice: a person, on the phone or at the counter."""
    state = turn.state
    if state.failures:
        return person_needed(turn, wording().repair.twice, words=words or state.words, candidates=named)
    nearest = offers_of(list(near)[:_NEAREST], state.aspect, turn.catalogue)
    text = wording().repair.once if nearest else wording().repair.once_nothing_near
    after = replace(state, subject=None, answers={}, variables={}, pending=nearest, failures=1, last_move="repair")
    offers = (*nearest, *theme_offers(turn.catalogue))
    return after, Reply(Decision.FALLBACK, text, suggestions=offers, candidates=named)


def _said_once(turn: Turn, said: Said, text: str) -> Done:
    state = turn.state
    if state.last_move == said.intent:
        return person_needed(turn, wording().repair.twice, words=said.words)
    after = replace(state, pending=(), failures=state.failures + 1, last_move=said.intent)
    return after, Reply(Decision.FALLBACK, text, suggestions=theme_offers(turn.catalogue))
