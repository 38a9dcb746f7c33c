"""Answers a question: about the subject under way, or about what the words name."""

from __future__ import annotations

from dataclasses import replace

from procedures.dialogue import Candidate, Said, State
from procedures.model import Aspect
from procedures.search.aspect_words import guess_aspect
from procedures.turn.candidates import candidates
from procedures.turn.clarify import clarify
from procedures.turn.follow_up import follow_up, naming_words
from procedures.turn.linking import Link, link
from procedures.turn.matching import match_reply
from procedures.turn.memory import expanded, with_facts
from procedures.turn.pending import taken
from procedures.turn.place import with_postcode
from procedures.turn.repair import misunderstood
from procedures.turn.replies import asking, menu, offers_of, theme_offers, told
from procedures.turn.skill import Done, Turn
from procedures.turn.status_file import status_file
from procedures.turn.walking import walk
from procedures.turn.wording import wording

_HITS = 10
_BESIDE = 2  # other procedures offered with an answer, before its own chapters


def answer(turn: Turn, said: Said) -> Done:
    """Keeps the subject when the words only add to it; else searches, then answers, asks, or says it is lost."""
    if said.intent == "status_file":
        return status_file(turn, said)
    said = with_postcode(said)
    if done := _reply_to_question(turn, said):
        return done
    if subject := follow_up(turn, said):
        return _go_on(turn, said, subject)
    if not naming_words(said.words):
        return _about_what(turn, said)
    return _search(turn, said)


def _reply_to_question(turn: Turn, said: Said) -> Done | None:
    """A reply to the question pending comes this way too when the language model is away, or took it for another."""
    picked = match_reply(said.words, expanded(turn.state))
    return taken(turn, said, picked) if picked.only_that and said.aspect is None else None


def _go_on(turn: Turn, said: Said, subject: str) -> Done:
    aspect = _aspect(said)
    state = with_facts(turn.state, said.facts)
    if subject != state.subject:
        state = replace(state, subject=subject, answers={}, variables={})
    waiting = bool(turn.state.pending) and aspect is None
    state = replace(
        state,
        aspect=aspect or state.aspect,
        words=state.words if waiting else said.words,
        pending=(),
    )
    return told(walk(state, turn.catalogue), candidates=candidates((), subject, turn.catalogue))


def _about_what(turn: Turn, said: Said) -> Done:
    """Words that name nothing ("c'est combien ?"): they go on with the question under way, else ask what about."""
    asked = turn.state.words
    if asked and naming_words(asked):
        aspect = said.aspect or guess_aspect(said.words) or turn.state.aspect
        return _search(turn, replace(said, words=f"{asked} {said.words}", aspect=aspect))
    state = replace(
        with_facts(turn.state, said.facts), aspect=_aspect(said), answers={}, variables={}, words=said.words
    )
    prompt = wording().clarify.few_words
    named = candidates(turn.search.find(said.words, limit=_HITS), None, turn.catalogue)
    return asking(state, menu(prompt, theme_offers(turn.catalogue)), lead=prompt, candidates=named)


def _search(turn: Turn, said: Said) -> Done:
    hits = turn.search.find(said.words, limit=_HITS)
    found = link(said.words, hits, turn.catalogue)
    named = candidates(hits, found.subject, turn.catalogue)
    state = replace(
        with_facts(turn.state, said.facts),
        subject=None,
        aspect=_aspect(said),
        answers={},
        variables={},
        words=said.words,
        pending=(),
    )
    if found.subject is None:
        if found.doubtful:
            return clarify(state, found.near, named, turn.catalogue)
        return misunderstood(replace(turn, state=state), found.near, named)
    return _linked(turn, replace(state, subject=found.subject), found, named)


def _linked(turn: Turn, state: State, found: Link, named: tuple[Candidate, ...]) -> Done:
    lead = wording().answer.doubtful if found.doubtful else ""
    after, reply = told(walk(state, turn.catalogue), lead=lead, candidates=named)
    title = turn.catalogue.title(found.subject or "")
    others = offers_of(found.near[:_BESIDE], state.aspect, turn.catalogue)
    # A namesake for companies would read as the same button twice.
    return after, replace(reply, suggestions=tuple(offer for offer in others if offer.label != title))


def _aspect(said: Said) -> Aspect | None:
    return said.aspect or guess_aspect(said.words)
