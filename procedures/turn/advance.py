"""The only place that decides a turn. Pure: the same state, act and content always give the same reply."""

from __future__ import annotations

from dataclasses import replace

from procedures.catalogue import Catalogue
from procedures.dialogue import Act, Chose, Move, Opened, Reply, Said, State
from procedures.outcome import Answer, Deed, Offer, Step
from procedures.search import Search
from procedures.turn.advice import with_decider
from procedures.turn.answer import answer
from procedures.turn.asides import with_reminder
from procedures.turn.browse import browse
from procedures.turn.care import care
from procedures.turn.certain import as_certain
from procedures.turn.choose import REPLIES, choose
from procedures.turn.correcting import contradicted, corrected, noted, without_contradiction
from procedures.turn.explaining import explained
from procedures.turn.follow_up import is_situation
from procedures.turn.hand_over import hand_over
from procedures.turn.heard import heard
from procedures.turn.looping import without_loop
from procedures.turn.matching import match_reply
from procedures.turn.memory import compact, fitted
from procedures.turn.naming import names_a_sheet
from procedures.turn.opening import chose, opened
from procedures.turn.parts import asks_for_the_rest
from procedures.turn.pending import choices, taken
from procedures.turn.repair import repair
from procedures.turn.returning import returned
from procedures.turn.simpler import in_fewer_words, simpler, with_simpler
from procedures.turn.situation import with_situation
from procedures.turn.skill import Done, Turn
from procedures.turn.small_talk import small_talk
from procedures.turn.thread import remembered
from procedures.turn.thread_words import says
from procedures.turn.what_more import is_said_again, mark_of, what_more
from procedures.turn.wording import wording

_SKILLS = {
    Move.ANSWER: answer,
    Move.CHOOSE: choose,
    Move.BROWSE: browse,
    Move.CARE: care,
    Move.REPAIR: repair,
    Move.HAND_OVER: hand_over,
    Move.SMALL_TALK: small_talk,
}


# These come before anything that the thread could read in the words.
_FIRST = frozenset({Move.CARE, Move.HAND_OVER})
# What is said to say something, and what is taken for that when the words are new to the model.
_EMPTY = frozenset({"thanks", "greet", "goodbye", "chitchat", "out_of_scope"})
_SPEAKING = frozenset({Move.ANSWER, Move.CHOOSE})


def advance(state: State, act: Act, *, catalogue: Catalogue, search: Search) -> tuple[State, Reply]:
    """The new state, a few hundred bytes as JSON, and the one message that answers ``act``."""
    turn = Turn(state=state, catalogue=catalogue, search=search)
    after, reply = remembered(turn, without_loop(turn, act, _not_again(turn, act, _done(turn, act))))
    reply = with_decider(act, with_situation(after, reply), catalogue)
    after, reply = explained(after, with_simpler(after, reply))
    if not isinstance(reply.content, Answer):
        after = replace(after, more=None)
    return fitted(replace(after, pending=compact(after))), reply


def _not_again(turn: Turn, act: Act, done: Done) -> Done:
    """``done``, but for words that would get the answer just given once more, unless they ask for that."""
    state, reply = done
    state = replace(state, last_answer=mark_of(reply) or state.last_answer)
    if isinstance(act, Said) and act.intent != "repeat" and is_said_again(turn.state, reply) and not reply.closing:
        new = tuple(fact for fact in state.facts if fact not in turn.state.facts)
        return what_more(turn, state, lead=f"{noted(new)} {wording().thread.no_change}" if new else "")
    return state, reply


def _done(turn: Turn, act: Act) -> Done:
    match act:
        case Said() if turn.state.more and asks_for_the_rest(act.words):
            return chose(turn, Offer(act.words, turn.state.more))
        case Said():
            return _said(turn, as_certain(act))
        case Chose(Offer(step=Step(deed=Deed.SIMPLER))):
            return in_fewer_words(turn, act.offer.step)
        case Chose():
            return chose(turn, act.offer)
        case Opened():
            return opened(turn, act.step, act.kept_days)


def _said(turn: Turn, said: Said) -> Done:
    if said.move in _FIRST:
        return _SKILLS[said.move](turn, said)
    said = heard(turn, said)
    if done := simpler(turn, said) or _plain_reply(turn, said) or returned(turn, said) or corrected(turn, said):
        return done
    said = _not_courtesy(turn, said)
    if said.intent == "chitchat" and turn.state.failures:
        said = replace(said, move=Move.REPAIR)  # not understood before, and no more now
    skill = _SKILLS[said.move]
    changed, kept = skill(turn, said), without_contradiction(turn.state, said)
    if said.move is Move.SMALL_TALK:
        changed = with_reminder(turn, changed)
    if kept == said:
        return changed
    return contradicted(turn, said, skill(turn, kept), changed) or changed


def _not_courtesy(turn: Turn, said: Said) -> Said:
    """ "Oui, en France", after an answer, tells a fact; "APA" names a sheet: neither is a word for a word."""
    if said.intent == "restart" and not says("starting_over", said.words):
        return replace(said, move=Move.ANSWER, intent="inform")  # "changer de banque"
    if said.move not in (Move.SMALL_TALK, Move.REPAIR) or said.intent not in _EMPTY | REPLIES:
        return said
    tells = turn.state.subject is not None and bool(said.facts) and not turn.state.pending
    if tells or (said.intent in _EMPTY and names_a_sheet(turn, said.words)):
        return replace(said, move=Move.ANSWER, intent="inform")
    if said.intent == "out_of_scope" and turn.state.subject and is_situation(said):
        return replace(said, move=Move.CHOOSE if turn.state.pending else Move.ANSWER, intent="inform")
    return said


def _plain_reply(turn: Turn, said: Said) -> Done | None:
    """A reply to the question pending and nothing else is one, whatever the language model took it for; but "je suis
    perdu" is a call for help, though a choice be called "Carte perdue"."""
    picked = match_reply(said.words, choices(turn))
    replies = said.aspect is None and (said.move in _SPEAKING or said.intent in REPLIES)
    return taken(turn, said, picked) if picked.surely or (picked.only_that and replies) else None
