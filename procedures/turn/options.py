"""Another case of the sheet under way, named by its label: "et si je suis locataire ?"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from procedures.catalogue import Catalogue
from procedures.dialogue import State
from procedures.model import Block, Choice, children
from procedures.outcome import Offer, Step
from procedures.turn.matching import match_words

Answers = Mapping[str, tuple[str, ...]]


def answers_meant(words: str, state: State, catalogue: Catalogue) -> Answers:
    """The answers that choose the case named by ``words`` in the sheet of ``state``; empty when they name none."""
    procedure = catalogue.procedure(state.subject or "")
    if procedure is None:
        return {}
    chosen = {id_ for ids in state.answers.values() for id_ in ids}
    meant: dict[str, tuple[str, ...]] = {}
    astray: dict[str, tuple[str, ...]] = {}
    for choice, way in _choices(procedure.body, {}):
        offers = tuple(Offer(option.label, Step(section=option.id)) for option in choice.options)
        picked = match_words(words, offers)
        if picked.offer is None or not picked.only_that or picked.offer.step.section is None:
            continue
        answer = {choice.id: (picked.offer.step.section,)}
        if all(ids[0] in chosen for key, ids in way.items() if key in state.answers):
            meant |= answer
        elif not astray:
            astray = {**way, **answer}
    return meant or astray


def _choices(blocks: tuple[Block, ...], way: Answers) -> Iterator[tuple[Choice, Answers]]:
    """Every choice with the answers that lead to it."""
    for block in blocks:
        if isinstance(block, Choice):
            yield block, way
            for option in block.options:
                yield from _choices(option.blocks, {**way, block.id: (option.id,)})
        else:
            yield from _choices(children(block), way)
