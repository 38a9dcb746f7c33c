"""Going back in words: to the question answered before, or to a subject left ("revenons au passeport")."""

from __future__ import annotations

from dataclasses import replace

from procedures.dialogue import Decision, Reply, Said
from procedures.outcome import Step
from procedures.search.words import stems
from procedures.turn.candidates import candidates
from procedures.turn.linking import dossier_of
from procedures.turn.memory import moved
from procedures.turn.opening import chose
from procedures.turn.replies import told, ways_out
from procedures.turn.skill import Done, Turn
from procedures.turn.thread import back_offer
from procedures.turn.thread_words import caught, is_only
from procedures.turn.walking import walk
from procedures.turn.wording import wording

_HITS = 8


def returned(turn: Turn, said: Said) -> Done | None:
    """The turn of words that go back; None when they do not."""
    if is_only("going_back", said.words):
        return _back(turn)
    name = caught("returning", said.words)
    step = _left_as(name, turn) if name else None
    return _to(turn, step) if step else None


def _back(turn: Turn) -> Done:
    if offer := back_offer(turn.state):
        return chose(turn, offer)
    if turn.state.past:
        return _to(turn, turn.state.past[-1])
    after = replace(turn.state, last_move="nothing_behind")
    return after, Reply(Decision.SMALL_TALK, wording().thread.nothing_behind, suggestions=ways_out())


def _to(turn: Turn, step: Step) -> Done:
    state = moved(replace(turn.state, subject=None, trail=(), words=""), step)
    title = turn.catalogue.title(step.subject) or ""
    lead = wording().thread.returned.format(title=title)
    return told(walk(state, turn.catalogue), lead=lead, candidates=candidates((), step.subject, turn.catalogue))


def _left_as(name: str, turn: Turn) -> Step | None:
    """The subject of the past that ``name`` names, the latest first: by its title, its dossier's, or as a search
    finds it ("la carte grise" for a "certificat d'immatriculation")."""
    said = set(stems(name))
    for step in reversed(turn.state.past):
        dossier = dossier_of(step.subject, turn.catalogue) or ""
        titles = f"{turn.catalogue.title(step.subject) or ''} {turn.catalogue.title(dossier) or ''}"
        if said and said <= set(stems(titles)):
            return step
    found = [hit.id for hit in turn.search.find(name, limit=_HITS)]
    near = {*found, *(dossier_of(hit, turn.catalogue) or hit for hit in found)}
    for step in reversed(turn.state.past):
        if near & {step.subject, dossier_of(step.subject, turn.catalogue) or step.subject}:
            return step
    return None
