"""A conversation begins, or a button is clicked: both lead somewhere by a step, with no words to understand."""

from __future__ import annotations

from dataclasses import replace

from procedures.dialogue import Decision, Reply, State
from procedures.outcome import Offer, Step
from procedures.turn.browse import browse_theme
from procedures.turn.candidates import candidates
from procedures.turn.memory import expanded, moved
from procedures.turn.replies import theme_offers, told
from procedures.turn.skill import Done, Turn
from procedures.turn.walking import walk
from procedures.turn.wording import wording


def opened(turn: Turn, step: Step | None) -> Done:
    """Says who speaks, a machine, then goes to ``step`` if the page says what it is about."""
    if step is not None:
        return _go(turn, State(), step, lead=wording().greeting.opened_on_subject)
    reply = Reply(Decision.SMALL_TALK, wording().greeting.opened, suggestions=theme_offers(turn.catalogue))
    return State(last_move="opened"), reply


def chose(turn: Turn, offer: Offer) -> Done:
    """Goes where a button leads. The words of the question under way still find the chapter, if it was for that."""
    pending = any(offer.step.subject == other.step.subject for other in expanded(turn.state))
    before = turn.state if pending else replace(turn.state, words="")
    return _go(turn, before, offer.step)


def _go(turn: Turn, before: State, step: Step, *, lead: str = "") -> Done:
    if theme := turn.catalogue.theme(step.subject):
        return browse_theme(replace(before, pending=()), theme, step.section, turn.catalogue)
    # A button holds the whole way to where it leads: what was answered since does not count.
    state = moved(replace(before, subject=None), step)
    state = replace(state, aspect=step.aspect)
    walked = walk(state, turn.catalogue, section=step.section)
    return told(walked, lead=lead, candidates=candidates((), step.subject, turn.catalogue))
