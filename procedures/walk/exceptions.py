"""The exceptions shown beside a general case, as buttons: each leads to the same answer for that exception alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from procedures.model import Aspect, Choice, Procedure, Section, children
from procedures.outcome import Given, Offer
from procedures.walk.questions import step
from procedures.walk.settling import Trace
from procedures.walk.tree import Blocks
from procedures.words import fold

OFFERED_AT_MOST = 6


def exceptions(
    trace: Trace, shown: Blocks, procedure: Procedure, aspect: Aspect | None, given: Given
) -> tuple[Offer, ...]:
    """One button per exception of each general case in ``shown``, in reading order.

    Exceptions of the same name in several chapters open with their chapter's title: each holds for its own block.
    """
    titles = dict(_chapters(shown, ""))
    found = [(beside.choice.id, button) for beside in trace.beside for button in beside.buttons]
    names = Counter(fold(button.label) for _, button in found)
    offers = []
    for choice_id, button in found[:OFFERED_AT_MOST]:
        chapter = titles.get(choice_id, "") if names[fold(button.label)] > 1 else ""
        label = f"{chapter} : {button.label}" if chapter else button.label
        offers.append(Offer(label, step(procedure.id, aspect, given, {choice_id: button.options})))
    return tuple(offers)


def _chapters(blocks: Blocks, title: str) -> Iterator[tuple[str, str]]:
    """The id of each choice with the title of the chapter that it stands in."""
    for block in blocks:
        if isinstance(block, Choice):
            yield block.id, title
        yield from _chapters(children(block), block.title if isinstance(block, Section) else title)
