""" "Plus simple", "en plus court", "je comprends pas": what was just said, in fewer words."""

from __future__ import annotations

from dataclasses import replace

from procedures.dialogue import Decision, Reply, Said, State
from procedures.outcome import Answer, Deed, Offer, Step
from procedures.turn.candidates import candidates
from procedures.turn.hand_over import PERSON_NEEDED, person_needed
from procedures.turn.memory import moved, stood
from procedures.turn.replies import person_offer, theme_offers
from procedures.turn.shortened import shortened
from procedures.turn.skill import Done, Turn
from procedures.turn.thread_words import is_only
from procedures.turn.unsure import help_to_choose
from procedures.turn.walking import walk
from procedures.turn.wording import wording
from procedures.walk.tree import text_of

LAST_MOVE = "simpler"


def simpler(turn: Turn, said: Said) -> Done | None:
    """The turn of words that ask for plainer ones; None when they ask for something else."""
    if not is_only("simpler", said.words):
        return None
    state = turn.state
    if state.last_move == LAST_MOVE:
        return person_needed(turn, wording().simple.no_more, words=said.words)
    if state.pending and state.last_move in _QUESTIONS:
        return help_to_choose(turn, said)
    return _answer(turn, stood(state)) if state.subject else _own_words(turn)


_LONG = 120  # words
# With a question just put, what is not understood is the question.
_QUESTIONS = frozenset({"question", "choose_again", "choose_among", "restated", "unsure"})


def with_simpler(state: State, reply: Reply) -> Reply:
    """``reply`` with the button to the same in fewer words, when it is a long answer; after the one to its next
    part."""
    found = reply.content
    if not isinstance(found, Answer) or state.last_move == LAST_MOVE or _length(found) < _LONG:
        return reply
    offer = Offer(wording().simple.offer, replace(stood(state), deed=Deed.SIMPLER))
    first = 1 if state.more else 0
    return replace(reply, content=replace(found, chapters=(*found.chapters[:first], offer, *found.chapters[first:])))


def _length(answer: Answer) -> int:
    details = (" ".join((item.label, *item.details)) for item in answer.documents)
    return len(" ".join((text_of(answer.sections), *details)).split())


def in_fewer_words(turn: Turn, step: Step) -> Done:
    """The answer that ``step`` leads to, in fewer words."""
    return _answer(turn, replace(step, deed=None))


def _answer(turn: Turn, step: Step) -> Done:
    walked = walk(moved(replace(turn.state, subject=None), step), turn.catalogue)
    found = walked.outcome
    if not isinstance(found, Answer):
        return _own_words(turn)
    whole = Offer(wording().simple.whole, step)
    short = shortened(found)
    short = replace(short, chapters=(whole, *(offer for offer in found.chapters if offer.label != whole.label)))
    terms = {one.id for one in short.definitions}
    after = replace(
        walked.state,
        pending=turn.state.pending,
        asked=turn.state.asked,
        told=tuple(id_ for id_ in walked.state.told if id_ not in terms),  # explained again: this is asked for
        last_move=LAST_MOVE,
        failures=0,
    )
    named = candidates((), walked.state.subject, turn.catalogue)
    return after, Reply(Decision.ANSWER, wording().simple.lead, short, (person_offer(),), named)


def _own_words(turn: Turn) -> Done:
    """What was said last was ours: the same in plainer words, and what one can do."""
    words = wording().simple
    text = words.person if turn.state.last_move in (PERSON_NEEDED, "hand_over") else words.what_i_do
    after = replace(turn.state, last_move=LAST_MOVE)
    return after, Reply(Decision.SMALL_TALK, text, suggestions=(*theme_offers(turn.catalogue), person_offer()))
