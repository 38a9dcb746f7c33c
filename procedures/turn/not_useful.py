"""An answer that was no use: asks why in three buttons, then does something about it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from procedures.dialogue import Decision, Reply, State
from procedures.model import Procedure
from procedures.outcome import Answer, Deed, Given, Offer, Question, Step
from procedures.turn.memory import moved, stood
from procedures.turn.replies import asking, gone, menu, person_offer, told, ways_out
from procedures.turn.situation import change_offer
from procedures.turn.skill import Done, Turn
from procedures.turn.walking import walk
from procedures.turn.wording import wording
from procedures.walk import chapter_offers

_MOST_OTHERS = 3  # choices shown at once; with more, the question is asked again instead


def not_useful(turn: Turn, step: Step | None = None) -> Done:
    """Asks what was wrong with the last answer, or with the one that ``step`` leads to."""
    at = replace(step or stood(turn.state), words="")
    words = wording().not_useful
    reasons = (
        Offer(words.not_my_situation, replace(at, deed=Deed.NOT_MY_SITUATION)),
        Offer(words.incomplete, replace(at, deed=Deed.INCOMPLETE)),
        Offer(words.wrong, replace(at, deed=Deed.WRONG)),
    )
    question = menu(words.prompt, reasons)
    after, reply = asking(turn.state, question, lead=words.prompt, here=replace(at, deed=Deed.NOT_USEFUL))
    return replace(after, last_move="not_useful"), reply


def mended(turn: Turn, step: Step) -> Done:
    """What is done about the reason that ``step`` gives."""
    match step.deed:
        case Deed.NOT_MY_SITUATION:
            state, reply = _situation(turn, step)
        case Deed.INCOMPLETE:
            state, reply = _chapters(turn, step)
        case _:
            state, reply = _thanks(turn, step)
    return state, replace(reply, report=step.deed.value if step.deed else "")


def _situation(turn: Turn, step: Step) -> Done:
    """Every fact and every answer that led there, each open again."""
    state = replace(moved(turn.state, replace(step, deed=None)), words="")
    words = wording().not_useful
    facts = tuple(change_offer(state, fact) for fact in state.facts)
    choices = (*facts, *_questions(turn, state), Offer(words.other_procedure, Step(deed=Deed.THEMES)))
    prompt = words.which_fact if len(choices) > 1 else words.no_fact
    after, reply = asking(state, menu(prompt, choices), lead=prompt, here=step)
    return after, replace(reply, suggestions=(person_offer(),))


def _questions(turn: Turn, state: State) -> tuple[Offer, ...]:
    """The answers given on the way, as buttons that ask their question again; of the last one, also the other choices,
    which are the likeliest."""
    ways = pairwise((*state.trail, stood(state)))
    asked = [(entry, after, _question(turn, entry)) for entry, after in ways if entry.deed is None]
    offers = [_asked_again(question, entry, after) for entry, after, question in asked if question]
    if asked and (last := asked[-1])[2]:
        others = [offer for offer in last[2].choices if not _is_taken(offer, last[1])]
        offers += others if len(others) <= _MOST_OTHERS else []
    return tuple(offers)


def _question(turn: Turn, entry: Step) -> Question | None:
    outcome = walk(moved(replace(turn.state, subject=None), entry), turn.catalogue).outcome
    return outcome if isinstance(outcome, Question) else None


def _asked_again(question: Question, entry: Step, after: Step) -> Offer:
    taken = (offer.label for offer in question.choices if _is_taken(offer, after))
    label = wording().not_useful.again.format(answer=next(taken, question.prompt))
    return Offer(label, replace(entry, deed=Deed.BACK))


def _is_taken(offer: Offer, after: Step) -> bool:
    """Whether ``offer`` was chosen on the way to ``after``."""
    return offer.step.subject == after.subject and offer.step.answers.items() <= after.answers.items()


def _chapters(turn: Turn, step: Step) -> Done:
    """All chapters of the sheet, and the official page."""
    state = replace(moved(turn.state, replace(step, deed=None)), aspect=None, section=None, words="")
    procedure = turn.catalogue.procedure(state.subject or "")
    if procedure is None:
        return gone(state)
    words = wording().not_useful
    offers = chapter_offers(procedure, Given(state.answers, state.facts, state.variables))
    if not offers:
        return _whole(turn, state, procedure)
    question = replace(menu(words.chapters_prompt, offers), subject=procedure.id, title=procedure.title)
    after, reply = asking(state, question, lead=words.chapters.format(url=procedure.url), here=step)
    return after, replace(reply, suggestions=(person_offer(),))


def _whole(turn: Turn, state: State, procedure: Procedure) -> Done:
    walked = walk(state, turn.catalogue)
    lead = wording().not_useful.no_chapters.format(url=procedure.url)
    after, reply = told(walked, lead=lead)
    return after, replace(reply, suggestions=(person_offer(),)) if isinstance(reply.content, Answer) else reply


def _thanks(turn: Turn, step: Step) -> Done:
    procedure = turn.catalogue.procedure(step.subject)
    text = wording().not_useful.thanks.format(url=procedure.url if procedure else "")
    after = replace(turn.state, pending=(), asked=None, failures=0, last_move=Deed.WRONG.value)
    return after, Reply(Decision.SMALL_TALK, text, suggestions=tuple(reversed(ways_out())))
