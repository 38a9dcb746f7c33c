"""The cases of a question all at once: where they are few and short, reading them is quicker than being asked.

Whoever asks for a price or a delay wants it: what the guide says to each, under the name of each, is the answer, and
the choice stays offered beneath. What to bring is never told so: a list with the papers of others sends one home again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from procedures.catalogue import Catalogue
from procedures.dialogue import Candidate, Decision, Reply, State
from procedures.model import Aspect, Block, Choice, ChoiceNature, children
from procedures.outcome import Answer, Given, Question
from procedures.turn.parts import LONGEST_ANSWER
from procedures.turn.replies import answer_lead, asking, joined, told
from procedures.turn.skill import Done
from procedures.turn.walking import Walked
from procedures.turn.wording import wording
from procedures.walk import resolve_every_case
from procedures.walk.tree import is_blank, text_of

LAST_MOVE = "cases"
_MOST_CASES = 6
_ASKED = frozenset({ChoiceNature.SITUATION, ChoiceNature.PLACE})  # choices of other natures are never questions


def told_or_cases(
    walked: Walked, catalogue: Catalogue, *, lead: str = "", candidates: tuple[Candidate, ...] = ()
) -> Done:
    """What a walk came to, said; every case in place of its question, where that reads at a glance."""
    question = walked.outcome
    if not isinstance(question, Question) or (found := _every_case(walked.state, question, catalogue)) is None:
        return told(walked, lead=lead, candidates=candidates)
    after, _ = asking(walked.state, question, lead="")
    text = joined(lead, answer_lead(found), wording().answer.every_case)
    labels = "\n".join(f"- {offer.label}" for offer in question.choices)
    reply = Reply(Decision.ANSWER, text, found, suggestions=question.choices, candidates=candidates)
    return replace(after, last_move=LAST_MOVE), replace(reply, closing=f"{question.prompt}\n{labels}")


def _every_case(state: State, question: Question, catalogue: Catalogue) -> Answer | None:
    """The answer that holds every case of ``question``; None when it does not read at a glance."""
    procedure = catalogue.procedure(question.subject)
    if procedure is None or question.by_place or state.aspect is Aspect.DOCUMENTS:
        return None
    given = Given(state.answers, state.facts, state.variables, state.words, state.section)
    found = resolve_every_case(procedure, state.aspect, given)
    if found is None:
        return None
    cases = list(_words_of_cases(found.sections))
    if not 1 < len(cases) <= _MOST_CASES or not all(cases) or _words(found.sections) > LONGEST_ANSWER:
        return None
    return replace(found, aspect=state.aspect)


def _words_of_cases(blocks: Iterable[Block]) -> Iterator[int]:
    """How much is said to each case that a question could single out; nothing where there is nothing to read."""
    for block in blocks:
        if isinstance(block, Choice) and block.nature in _ASKED:
            for option in block.options:
                told = 0 if all(map(is_blank, option.blocks)) else _words(option.blocks)
                yield from list(_words_of_cases(option.blocks)) or [told]
        else:
            yield from _words_of_cases(children(block))


def _words(blocks: Iterable[Block]) -> int:
    return len(text_of(blocks).split())
