"""Courtesy, help, beginning again: short, and back to what the citizen came for."""

from __future__ import annotations

from dataclasses import replace

from procedures.dialogue import Decision, Reply, Said, State
from procedures.outcome import Offer
from procedures.turn.browse import show_themes
from procedures.turn.candidates import candidates
from procedures.turn.care import LAST_MOVE as CARED
from procedures.turn.choose import choose
from procedures.turn.memory import expanded
from procedures.turn.pages import A_PAGE
from procedures.turn.pending import pending_question
from procedures.turn.repair import ABOUT_WHAT, still_lost
from procedures.turn.replies import person_offer, theme_offers, told
from procedures.turn.request import answered
from procedures.turn.skill import Done, Turn
from procedures.turn.walking import walk
from procedures.turn.what_more import what_more
from procedures.turn.wording import wording

_REPLIES_TO_A_QUESTION = frozenset({"affirm", "deny", "dont_know"})
_WITH_THEMES = frozenset({"greet", "who_are_you"})


def small_talk(turn: Turn, said: Said) -> Done:
    """A word for a word; what was pending stays so."""
    if said.intent in _REPLIES_TO_A_QUESTION and turn.state.pending:
        return choose(turn, said)
    if said.intent in _REPLIES_TO_A_QUESTION:
        return _nothing_pending(turn, said)
    match said.intent:
        case "repeat":
            return _repeat(turn, said)
        case "restart":
            return show_themes(State(last_move="restart"), turn.catalogue, lead=wording().small_talk.restart)
        case "help":
            return show_themes(turn.state, turn.catalogue, lead=wording().small_talk.help)
        case "insult":
            return _insult(turn, said)
        case _:
            return _courtesy(turn, said.intent)


def _nothing_pending(turn: Turn, said: Said) -> Done:
    """Yes, no or "I don't know" when no question awaits a reply: what else about the subject, or what about. Whoever
    has just been given numbers to call is not asked for a procedure."""
    words = wording()
    if turn.state.last_move.startswith(CARED):
        after = replace(turn.state, last_move="after_care")
        return after, Reply(Decision.SMALL_TALK, words.care.after, suggestions=(person_offer(),))
    if turn.state.subject is None:
        return _nothing_asked(turn, said, words.clarify.few_words)
    return what_more(turn, turn.state, lead=words.small_talk.agreed if said.intent != "dont_know" else "")


def _insult(turn: Turn, said: Said) -> Done:
    """Calm, once; then a person. What was asked among the insults is answered."""
    words = wording().small_talk
    if done := answered(turn, said):
        state, reply = done
        return state, replace(reply, text=f"{words.insult_answered} {reply.text}")
    if "insult" in turn.state.told:
        after = replace(turn.state, failures=0, last_move="insult_again")
        return after, Reply(Decision.SMALL_TALK, words.insult_again, suggestions=(person_offer(),))
    after = replace(turn.state, failures=0, last_move="insult", told=(*turn.state.told, "insult"))
    return after, Reply(Decision.SMALL_TALK, words.insult, suggestions=theme_offers(turn.catalogue))


def _courtesy(turn: Turn, intent: str) -> Done:
    words = wording().small_talk
    text = wording().greeting.again if intent == "greet" else str(getattr(words, intent, words.chat))
    after = replace(turn.state, failures=0, last_move=intent)
    return after, Reply(Decision.SMALL_TALK, text, suggestions=_way_on(turn, intent))


def _way_on(turn: Turn, intent: str) -> tuple[Offer, ...]:
    """Themes, or what was last offered; nothing where the question pending is put again anyway."""
    if intent not in _WITH_THEMES or pending_question(turn) is not None:
        return ()
    return expanded(turn.state)[:A_PAGE] or theme_offers(turn.catalogue)


def _nothing_asked(turn: Turn, said: Said, text: str) -> Done:
    """ "Oui", "répétez" at the very start speak of nothing: what about is asked, once."""
    if turn.state.last_move == ABOUT_WHAT:
        return still_lost(turn, said.words)
    after = replace(turn.state, last_move=ABOUT_WHAT)
    return after, Reply(Decision.CLARIFY, text, suggestions=theme_offers(turn.catalogue))


def _repeat(turn: Turn, said: Said) -> Done:
    if turn.state.subject is None:
        return _nothing_asked(turn, said, wording().repair.nothing_to_repeat)
    named = candidates((), turn.state.subject, turn.catalogue)
    return told(walk(turn.state, turn.catalogue), candidates=named)
