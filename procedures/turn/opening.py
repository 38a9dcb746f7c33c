"""A conversation begins, or a button is clicked: both lead somewhere by a step, with no words to understand."""

from __future__ import annotations

from dataclasses import replace

from procedures.dialogue import Decision, Move, Reply, Said, State
from procedures.facts import Fact
from procedures.outcome import Answer, Deed, Offer, Question, Step
from procedures.turn.browse import browse_theme, show_themes
from procedures.turn.candidates import candidates
from procedures.turn.cases import asks_for_quotient, told_or_cases
from procedures.turn.fitting import fitted_to, learnt
from procedures.turn.hand_over import hand_over
from procedures.turn.memory import expanded, moved, nowhere, without_facts
from procedures.turn.not_useful import mended, not_useful
from procedures.turn.replies import theme_offers, told
from procedures.turn.searching import asks_for_whom, search_for
from procedures.turn.situation import change
from procedures.turn.situation import told as fact_told
from procedures.turn.skill import Done, Turn
from procedures.turn.thread import goes_back, plain, related, trailed, without_last
from procedures.turn.walking import Walked, walk
from procedures.turn.what_more import what_more
from procedures.turn.wording import wording


def opened(turn: Turn, step: Step | None, kept_days: int | None = None) -> Done:
    """Says who speaks, a machine that can be wrong, and how long this is kept; then goes to ``step`` if the page says
    what it is about."""
    words = wording().greeting
    if step is not None:
        return _go(turn, State(), step, lead=_first_words(words.opened_on_subject, kept_days))
    text = _first_words(words.opened, kept_days)
    reply = Reply(Decision.SMALL_TALK, text, suggestions=theme_offers(turn.catalogue))
    return State(last_move="opened"), reply


def _first_words(sentences: str, kept_days: int | None) -> str:
    words = wording().greeting
    kept = "" if kept_days is None else words.kept_a_day if kept_days == 1 else words.kept.format(days=kept_days)
    return " ".join(sentences.format(kept=kept).split())


def chose(turn: Turn, offer: Offer) -> Done:
    """Does what a button says, or goes where it leads. The words of the question under way still find the chapter, if
    it was for that."""
    step = offer.step
    match step.deed:
        case Deed.PERSON:
            return hand_over(turn, Said(offer.label, Move.HAND_OVER, "human"))
        case Deed.NOT_USEFUL:
            return not_useful(turn, replace(step, deed=None))
        case Deed.NOT_MY_SITUATION | Deed.INCOMPLETE | Deed.WRONG:
            return mended(turn, step)
        case Deed.CHANGE:
            return change(turn.state, step)
        case _:
            return _lead(turn, step)


def _lead(turn: Turn, step: Step) -> Done:
    before, step = _left(turn, step)
    match step.deed:
        case Deed.THEMES:
            return show_themes(before, turn.catalogue, lead=wording().browse.themes, page=step.page)
        case Deed.CHAPTERS:
            return what_more(turn, moved(replace(before, subject=None), replace(step, deed=None)), step.page)
        case Deed.SEARCH:
            after, reply = search_for(
                replace(turn, state=before), Said(step.words, Move.ANSWER, "ask", aspect=step.aspect)
            )
            return replace(after, trail=before.trail), reply
        case _:
            return _go(turn, before, plain(step), lead=_noted(turn.state, step))


def _left(turn: Turn, step: Step) -> tuple[State, Step]:
    """The state that the click leaves, and the step with what choosing it tells of the person."""
    state = turn.state
    if goes_back(state, step):
        return replace(without_last(state, step), words=step.words), step
    if not _answers(turn, step):
        keeps = not step.subject or related(step.subject, state.subject, turn)
        return replace(state if keeps else nowhere(state), words=step.words, trail=state.trail if keeps else ()), step
    if step.page:
        return state, step
    known = {fact.key for fact in state.facts}
    facts = tuple(fact for fact in learnt(_asked_about(state), step, turn.catalogue))
    new = tuple(fact.key for fact in facts if fact.key not in known)
    before = trailed(state, forgets=new)
    return replace(before, words=step.words or state.words), replace(step, facts=(*facts, *step.facts))


def _answers(turn: Turn, step: Step) -> bool:
    """Whether the click answers the question pending."""
    return any(step == other.step or _same_way(step, other.step) for other in expanded(turn.state))


def _same_way(step: Step, other: Step) -> bool:
    """A typed reply brings facts along, and what was answered in an aside may have come since."""
    return replace(step, facts=(), words="") == replace(other, facts=(), words="")


def _asked_about(state: State) -> State:
    """``state`` where the question pending stands, when an aside has left it."""
    asked = state.asked
    if asked is None or asked.deed is not None:
        return state
    return replace(state, subject=asked.subject, answers=asked.answers)


def _noted(state: State, step: Step) -> str:
    """Says back what was put right."""
    asked = state.asked
    if asked is None or asked.deed is not Deed.CHANGE or not (step.facts or step.forgets):
        return ""
    words = wording().thread
    return words.noted.format(facts=_list(step.facts)) if step.facts else words.forgotten


def _list(facts: tuple[Fact, ...]) -> str:
    return ", ".join(map(fact_told, facts))


def _go(turn: Turn, before: State, step: Step, *, lead: str = "") -> Done:
    if theme := turn.catalogue.theme(step.subject):
        return browse_theme(before, theme, step.section, turn.catalogue, page=step.page)
    # A button holds the whole way to where it leads: what was answered since does not count.
    state = moved(replace(before, subject=None), step)
    state = replace(state, aspect=step.aspect)
    if step.facts:
        state = fitted_to(state, step.facts, turn.catalogue)
    elif goes_back(turn.state, step):
        state = fitted_to(state, state.facts, turn.catalogue)
    elif step.forgets:
        state = asks_for_whom(state, turn.catalogue)
    if lead:
        state = replace(state, last_move="")  # what was put right is said back: not one more question of a row
    walked = walk(state, turn.catalogue)
    if goes_back(turn.state, step):
        walked = _open_again(walked, turn) or walked
    named = candidates((), step.subject, turn.catalogue)
    if asks_for_quotient(walked, turn.catalogue):
        return told_or_cases(walked, turn.catalogue, lead=lead, candidates=named)
    return told(walked, lead=lead, candidates=named, page=step.page)


def _open_again(walked: Walked, turn: Turn) -> Walked | None:
    """The question that facts told since have answered by themselves, without these facts; None when there is none."""
    match walked.outcome:
        case Answer() as found:
            without: tuple[tuple[Fact, ...], ...] = (found.facts,)
        case Question() as asked if _labels(asked.choices) == _labels(turn.state.pending):
            facts = walked.state.facts
            without = tuple(facts[-count:] for count in range(1, len(facts) + 1))  # the latest told first
        case _:
            return None
    for facts in without:
        again = walk(without_facts(walked.state, (fact.key for fact in facts)), turn.catalogue)
        if isinstance(again.outcome, Question) and _labels(again.outcome.choices) != _labels(turn.state.pending):
            return again
    return None


def _labels(offers: tuple[Offer, ...]) -> list[str]:
    return [offer.label for offer in offers]
