"""A person is asked for, or needed: the api, which owns the conversation, finds one; here we say what about."""

from __future__ import annotations

from dataclasses import replace

from procedures.dialogue import Candidate, Decision, Handoff, Reply, Said, State
from procedures.facts import display
from procedures.outcome import Deed, Offer, Step
from procedures.turn.skill import Done, Turn
from procedures.turn.wording import wording

ASKED = "asked"
NOT_UNDERSTOOD = "not_understood"
PERSON_NEEDED = "person_needed"  # the last move, after which another way is tried


def hand_over(turn: Turn, said: Said) -> Done:
    """The citizen asks for a person, or complains a second time."""
    reason = NOT_UNDERSTOOD if said.intent == "complaint_bot" else ASKED
    handoff = Handoff(reason, summary(turn, said.words))
    text = wording().hand_over.asked
    if reason == NOT_UNDERSTOOD:
        text = wording().hand_over.again if turn.state.last_move == PERSON_NEEDED else wording().repair.twice
    return replace(turn.state, failures=0, last_move="hand_over"), Reply(Decision.HANDOFF, text, handoff=handoff)


def person_needed(turn: Turn, text: str, *, words: str, candidates: tuple[Candidate, ...] = ()) -> Done:
    """Two attempts failed: proposes a person, with the reason."""
    handoff = Handoff(NOT_UNDERSTOOD, summary(turn, words))
    after = replace(turn.state, failures=turn.state.failures + 1, last_move=PERSON_NEEDED)
    themes = (Offer(wording().thread.themes, Step(deed=Deed.THEMES)),)
    return after, Reply(Decision.HANDOFF, text, suggestions=themes, candidates=candidates, handoff=handoff)


def summary(turn: Turn, words: str) -> str:
    """What an agent needs to know before saying hello: procedure, question, situation, last words."""
    said, state = wording().hand_over, turn.state
    title = turn.catalogue.title(state.subject) if state.subject else None
    parts = [said.summary_subject.format(title=title) if title else said.summary_nothing]
    if state.aspect:
        parts.append(said.summary_aspect.format(aspect=wording().aspects[state.aspect].lower()))
    if state.facts:
        parts.append(said.summary_facts.format(facts=_facts(state)))
    if words:
        parts.append(said.summary_words.format(words=words))
    return " ".join(parts)


def _facts(state: State) -> str:
    return ", ".join(" : ".join(display(fact)) for fact in state.facts)
