""" "Je ne sais pas" before a question: the difference in the guide's own words, or what it says in each case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from procedures.dialogue import Decision, Reply, Said
from procedures.model import Block, BulletList, ListItem, Paragraph, Section, Text
from procedures.outcome import Answer, DocumentItem, Offer, Question
from procedures.turn import cases
from procedures.turn.candidates import candidates
from procedures.turn.hand_over import person_needed
from procedures.turn.memory import expanded, moved
from procedures.turn.pending import pending_question
from procedures.turn.replies import asking, menu, person_offer
from procedures.turn.skill import Done, Turn
from procedures.turn.walking import walk
from procedures.turn.wording import wording
from procedures.walk.tree import text_of

LAST_MOVE = "unsure"
_MOST_BRANCHES = 3
_SHORT = 700  # characters of one branch; two or three of them are read at a glance


def help_to_choose(turn: Turn, said: Said) -> Done:
    """Explains the question pending; the second time, a person."""
    question = pending_question(turn)
    words = wording()
    if turn.state.last_move == LAST_MOVE:
        return person_needed(turn, words.thread.unsure_again, words=said.words)
    told = turn.state.last_move == cases.LAST_MOVE  # every case, just now
    if question is not None and not question.help and not told and (both := _side_by_side(turn, question)):
        return both
    lead = words.choose.dont_know_with_help if question and question.help else words.choose.dont_know
    again = question or menu(lead, expanded(turn.state))
    named = candidates((), turn.state.subject, turn.catalogue)
    after, reply = asking(turn.state, again, lead=lead, candidates=named, here=turn.state.asked)
    return replace(after, last_move=LAST_MOVE), replace(reply, suggestions=(person_offer(),))


def _side_by_side(turn: Turn, question: Question) -> Done | None:
    """What the guide says in each case, when there are few and each is short."""
    if len(question.choices) > _MOST_BRANCHES:
        return None
    answers = [_answer(turn, offer) for offer in question.choices]
    short = [answer for answer in answers if answer is not None and _size(answer) <= _SHORT]
    if len(short) < len(question.choices) or len({answer.procedure.id for answer in short}) > 1:
        return None
    sections = tuple(
        Section(f"case-{place}", offer.label, tuple(_said(answer)))
        for place, (offer, answer) in enumerate(zip(question.choices, short, strict=True))
    )
    first = short[0]
    both = Answer(first.procedure, first.aspect, question.path, first.facts, sections, caution=first.caution)
    state = replace(turn.state, failures=0, last_move=LAST_MOVE)
    text = wording().thread.side_by_side
    named = candidates((), first.procedure.id, turn.catalogue)
    labels = "\n".join(f"- {offer.label}" for offer in question.choices)
    reply = Reply(Decision.CLARIFY, text, both, suggestions=question.choices, candidates=named)
    return state, replace(reply, closing=f"{question.prompt}\n{labels}")


def _answer(turn: Turn, offer: Offer) -> Answer | None:
    outcome = walk(moved(replace(turn.state, subject=None), offer.step), turn.catalogue).outcome
    return outcome if isinstance(outcome, Answer) else None


def _size(answer: Answer) -> int:
    return len(text_of(answer.sections))


def _said(answer: Answer) -> Iterator[Block]:
    """The content of one branch; its documents as the plain list that they are."""
    if answer.documents:
        yield BulletList(tuple(ListItem(tuple(_document(item))) for item in answer.documents))
        return
    for section in answer.sections:
        yield from section.blocks


def _document(item: DocumentItem) -> Iterator[Block]:
    yield Paragraph((Text(item.label),))
    if item.details:
        yield BulletList(tuple(ListItem((Paragraph((Text(detail),)),)) for detail in item.details))
