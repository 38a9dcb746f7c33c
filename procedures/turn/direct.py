"""What was asked before anything else: prices or delays that a sheet tells in the middle of the rest."""

from __future__ import annotations

import re
from dataclasses import replace

from procedures.dialogue import State
from procedures.model import Aspect
from procedures.outcome import Answer, Offer
from procedures.turn.memory import stood
from procedures.turn.wording import wording
from procedures.walk.tree import sections_in, text_of

# With more, it is no longer plain which of them is the answer: the chapter says it better.
_MOST = 6
# A text as short as this is read whole, prices and all.
_SHORT = 120  # words
_COUNTED = re.compile(r"\d|\b(?:un|une|deux|trois|quatre|six|quinze) (?:jours?|semaines?|mois|ans?)\b")
_MONEY = frozenset({Aspect.COST, Aspect.AMOUNT})


def direct(answer: Answer, state: State) -> Answer:
    """``answer`` with its prices or delays alone, when those were asked and no chapter shown is about them; a button
    leads to the whole. ``answer`` itself otherwise."""
    told = answer.fees if answer.aspect in _MONEY else answer.delays if answer.aspect is Aspect.DELAY else ()
    if answer.aspect is Aspect.DELAY and not any(_COUNTED.search(delay.text) for delay in answer.delays):
        return answer  # "prévenez immédiatement la police" is no delay to wait for
    if not 0 < len(told) <= _MOST or len(text_of(answer.sections).split()) <= _SHORT:
        return answer
    about = {aspect for section in sections_in(answer.sections) for aspect in section.aspects[:1]}
    if about & (_MONEY if answer.aspect in _MONEY else {Aspect.DELAY}):
        return answer
    whole = Offer(wording().answer.whole, replace(stood(state), aspect=None, section=None, words=""))
    return replace(answer, sections=(), forms=(), offices=(), chapters=(whole, *answer.chapters))
