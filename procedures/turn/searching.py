"""Words that name a subject: finds it, enters it, answers or asks about it; says so when it is lost."""

from __future__ import annotations

from dataclasses import replace

from procedures.catalogue import Catalogue
from procedures.dialogue import Candidate, Said, State
from procedures.outcome import Question
from procedures.search.words import stems
from procedures.turn.candidates import candidates
from procedures.turn.cases import told_or_cases
from procedures.turn.clarify import clarify
from procedures.turn.events import event_told
from procedures.turn.fitting import for_whom, not_too_young_nor_old, twins
from procedures.turn.follow_up import aspect_of
from procedures.turn.linking import Link, dossier_of, link, weighed
from procedures.turn.memory import nowhere, with_facts
from procedures.turn.repair import misunderstood
from procedures.turn.replies import offers_of, told
from procedures.turn.skill import Done, Turn
from procedures.turn.thread import related
from procedures.turn.walking import walk
from procedures.turn.wording import wording

HITS = 14
_BESIDE = 2  # other procedures offered with an answer, before its own chapters


def search_for(turn: Turn, said: Said) -> Done:
    """Leaves the subject under way for the one that the words name."""
    hits = weighed(said.words, turn.search.find(said.words, limit=HITS), turn.catalogue)
    state = replace(with_facts(nowhere(turn.state), said.facts), aspect=aspect_of(said), words=said.words, trail=())
    if event := event_told(said.words, state.aspect, turn.catalogue):
        named = candidates(hits, event.sheet, turn.catalogue)
        lead = wording().thread.grief if event.grief else ""
        return told(walk(replace(state, subject=event.sheet), turn.catalogue), lead=lead, candidates=named)
    found = link(said.words, hits, turn.catalogue)
    named = candidates(hits, found.subject, turn.catalogue)
    if found.subject is None:
        if found.doubtful:
            return clarify(state, found.near, named, turn.catalogue)
        return misunderstood(replace(turn, state=replace(state, past=turn.state.past)), found.near, named)
    return _linked(turn, entered(state, found.subject, turn.catalogue), found, named)


def _linked(turn: Turn, state: State, found: Link, named: tuple[Candidate, ...]) -> Done:
    lead = wording().answer.doubtful if found.doubtful else ""
    after, reply = told_or_cases(walk(state, turn.catalogue), turn.catalogue, lead=lead, candidates=named)
    title = turn.catalogue.title(found.subject or "")
    beside = (
        near
        for near in found.near[:_BESIDE]
        if not (isinstance(reply.content, Question) and related(near, state.subject, turn))
    )
    others = offers_of(beside, state.aspect, turn.catalogue)
    # A namesake for companies would read as the same button twice.
    unlike = (offer for offer in others if offer.label != title)
    return after, replace(reply, suggestions=(*reply.suggestions, *unlike))


def entered(state: State, subject: str, catalogue: Catalogue) -> State:
    """``state`` about ``subject``: where it was left if it was spoken of before, else on the sheet that what is known
    picks; the dossier's own question when sheets for other people bear the same name and nothing tells for whom."""
    if left := next((step for step in reversed(state.past) if step.subject == subject), None):
        return replace(state, subject=subject, answers=left.answers, variables=left.variables)
    state = replace(state, subject=subject, answers={}, variables={}, section=None)
    same = twins(subject, catalogue)
    if not same:
        return not_too_young_nor_old(state, state.facts, catalogue)
    if _tells_for_whom(state.words, subject, catalogue):
        return with_facts(state, for_whom(subject, catalogue))
    return asks_for_whom(state, catalogue)


def asks_for_whom(state: State, catalogue: Catalogue) -> State:
    """``state`` before the question that tells its sheet from those of the same name; as it is when there is none."""
    subject = state.subject or ""
    dossier = dossier_of(subject, catalogue)
    same = twins(subject, catalogue)
    return replace(state, subject=dossier, answers={dossier: same}, variables={}) if dossier and same else state


def _tells_for_whom(words: str, subject: str, catalogue: Catalogue) -> bool:
    """Whether the words hold what tells the part of the dossier where the sheet stands from the others ("mineur")."""
    procedure = catalogue.procedure(subject)
    dossier = catalogue.dossier(dossier_of(subject, catalogue) or "")
    if procedure is None or dossier is None:
        return False
    others = [set(stems(sub.label)) for sub in dossier.sub_dossiers if sub.label != procedure.sub_dossier]
    own = set(stems(procedure.sub_dossier or "")).difference(*others)
    return bool(own & set(stems(words)))
