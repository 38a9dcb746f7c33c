"""Lists of choices too long for one message, shown a page at a time."""

from __future__ import annotations

from dataclasses import replace

from procedures.outcome import Offer, Question, Step
from procedures.turn.wording import wording

A_PAGE = 8
# One button more than a page is better shown than a page of one.
MOST_AT_ONCE = A_PAGE + 1


def paged(question: Question, here: Step | None, page: int) -> Question:
    """The ``page`` of the choices of ``question``, from 0, with the next page as last choice.

    ``here`` shows ``question`` again; without it all choices are shown.
    """
    choices = question.choices
    if here is None or len(choices) <= MOST_AT_ONCE:
        return question
    start = page * A_PAGE if page * A_PAGE < len(choices) else 0
    shown = choices[start : start + A_PAGE]
    left = len(choices) - start - A_PAGE
    if left == 1:
        shown = (*shown, choices[-1])
    elif left > 1:
        shown = (*shown, Offer(wording().thread.more, replace(here, page=start // A_PAGE + 1)))
    return replace(question, choices=shown)
