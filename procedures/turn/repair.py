"""What was not understood, is not ours to answer, or went wrong: never the same move twice in a row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from procedures.dialogue import Candidate, Decision, Reply, Said
from procedures.turn import cases
from procedures.turn.browse import show_themes
from procedures.turn.candidates import candidates
from procedures.turn.hand_over import PERSON_NEEDED, person_needed
from procedures.turn.linking import MOST_OFFERED, link
from procedures.turn.memory import expanded, nowhere
from procedures.turn.not_useful import not_useful
from procedures.turn.other_language import is_in_known_language, other_language
from procedures.turn.pages import A_PAGE
from procedures.turn.replies import offers_of, person_offer, theme_offers, ways_out
from procedures.turn.skill import Done, Turn
from procedures.turn.status_file import status_file
from procedures.turn.wording import wording

ABOUT_WHAT = "about_what"  # the move that asks which procedure is meant, of words that name none

_NEAREST = 3
_ANSWERED = ("answer", "aside", cases.LAST_MOVE)


def repair(turn: Turn, said: Said) -> Done:
    """Says what is the matter, and what can be done about it."""
    words = wording().repair
    match said.intent:
        case "status_file":
            return status_file(turn, said)
        case "complaint_bot" if turn.state.subject and turn.state.last_move in _ANSWERED:
            return not_useful(turn)
        case "complaint_bot":
            return _said_once(turn, said, words.complaint)
        case "out_of_scope":
            return _said_once(turn, said, words.out_of_scope)
        case "other_language" if turn.state.failures and not is_in_known_language(said.words):
            return still_lost(turn, said.words)  # more languages would help no more than the first time
        case "other_language":
            return other_language(turn, said)
        case _:
            hits = turn.search.find(said.words, limit=MOST_OFFERED)
            near = link(said.words, hits, turn.catalogue).near
            return misunderstood(turn, near, candidates(hits, None, turn.catalogue), words=said.words)


def misunderstood(
    turn: Turn, near: Iterable[str], named: tuple[Candidate, ...] = (), *, words: str | None = None
) -> Done:
    """Once: says so and offers the nearest and the themes. Twice: a person, on the phone or at the counter. Then the
    themes, which need no word; and so on, never the same twice in a row."""
    state = turn.state
    if state.failures:
        return still_lost(turn, words or state.words, named)
    nearest = offers_of(list(near)[:_NEAREST], state.aspect, turn.catalogue)
    text = wording().repair.once if nearest else wording().repair.once_nothing_near
    after = replace(nowhere(state), words=state.words, pending=nearest, failures=1, last_move="repair")
    offers = (*nearest, *ways_out()) if nearest else (*theme_offers(turn.catalogue), person_offer())
    return after, Reply(Decision.FALLBACK, text, suggestions=offers, candidates=named)


def still_lost(turn: Turn, words: str, named: tuple[Candidate, ...] = ()) -> Done:
    """Failed again: a person; then the themes, which need no word."""
    failures = turn.state.failures + 1
    if turn.state.last_move != PERSON_NEEDED:
        return person_needed(turn, wording().repair.twice, words=words, candidates=named)
    after, reply = show_themes(turn.state, turn.catalogue, lead=wording().repair.thrice)
    reply = replace(reply, suggestions=(person_offer(),), candidates=named)
    return replace(after, failures=failures, last_move="repair_by_themes"), reply


def _said_once(turn: Turn, said: Said, text: str) -> Done:
    state = turn.state
    if state.failures or state.last_move == said.intent:
        return still_lost(turn, said.words)
    offers = expanded(state)[:A_PAGE] or theme_offers(turn.catalogue)
    after = replace(state, failures=1, last_move=said.intent)
    return after, Reply(Decision.FALLBACK, text, suggestions=(*offers, person_offer()))
