"""What is told against what was told before: put right when said so, else pointed out and asked which holds."""

from __future__ import annotations

from dataclasses import replace

from procedures.dialogue import Said, State
from procedures.facts import Fact, clash, display
from procedures.outcome import Answer, Deed, Offer, Question, Step
from procedures.turn.candidates import candidates
from procedures.turn.fitting import fitted_to
from procedures.turn.follow_up import aspect_of, naming_words
from procedures.turn.memory import stood, with_facts
from procedures.turn.replies import asking, menu, told
from procedures.turn.situation import told as fact_told
from procedures.turn.skill import Done, Turn
from procedures.turn.thread_words import says
from procedures.turn.walking import walk
from procedures.turn.wording import wording

# Several children, and things that change hands: the latest told is the one spoken of.
_ONE_OF_MANY = frozenset({"child"})
# Who is 58 is of age, who is single lives alone.
_TOLD_BY = {"self.majority": "self.age", "child.majority": "child.age", "self.couple": "self.marital_status"}
_BESIDE = 1  # a word that a fact may be told with ("ma carte")


def corrected(turn: Turn, said: Said) -> Done | None:
    """The turn of words that only put right or change what is known; None when they say more, or nothing new."""
    state = turn.state
    if not _against(state, said) or state.subject is None or not _is_explicit(said):
        return None
    if aspect_of(said) is not None or names_more(said):
        return None
    free = replace(state, pending=(), asked=None, last_move="")
    after = fitted_to(with_facts(free, said.facts), said.facts, turn.catalogue)
    named = candidates((), after.subject, turn.catalogue)
    return told(walk(after, turn.catalogue), lead=noted(said.facts), candidates=named)


def noted(facts: tuple[Fact, ...]) -> str:
    """Says back what was told; once, where one fact follows from another."""
    keys = {fact.key for fact in facts}
    said = [fact for fact in facts if _TOLD_BY.get(fact.key) not in keys]
    return wording().thread.noted.format(facts=", ".join(map(fact_told, said)))


def contradicted(turn: Turn, said: Said, kept: Done, changed: Done) -> Done | None:
    """The question which of two holds, when what was said contradicts what is known and the answer depends on it.

    ``kept``: the turn if what was known holds; ``changed``: if what is said now does. None when there is nothing to
    ask.
    """
    pairs = _against(turn.state, said)
    if not pairs or _is_explicit(said) or _alike(kept, changed):
        return None
    before, now = pairs[0]
    choices = tuple(
        Offer(_said_of(fact), replace(stood(done[0]), facts=(fact,))) for fact, done in ((now, changed), (before, kept))
    )
    if any(not offer.step.subject for offer in choices):
        return None
    prompt = wording().thread.contradiction.format(
        label=display(now)[0], before=display(before)[1], now=display(now)[1]
    )
    here = Step(choices[0].step.subject, changed[0].aspect, facts=(before,), deed=Deed.CHANGE)
    return asking(replace(turn.state, words=said.words), menu(prompt, choices), lead=prompt, here=here)


def without_contradiction(state: State, said: Said) -> Said:
    """``said`` without what contradicts ``state``."""
    denied = {now for _, now in _against(state, said)}
    return replace(said, facts=tuple(fact for fact in said.facts if fact not in denied))


def _against(state: State, said: Said) -> list[tuple[Fact, Fact]]:
    """What is known with what is said against it."""
    return [
        (known, fact)
        for fact in said.facts
        for known in state.facts
        if clash(known, fact) and fact.bearer not in _ONE_OF_MANY
    ]


def _is_explicit(said: Said) -> bool:
    return says("correcting", said.words) or says("supposing", said.words)


def names_more(said: Said) -> bool:
    """Whether the words name a subject besides what the facts say."""
    values = {word for fact in said.facts for word in fact.value.split()}
    more = [word for word in naming_words(said.words) if word not in values and not says("telling", word)]
    return len(more) > _BESIDE


def _alike(one: Done, other: Done) -> bool:
    """Whether both turns say the same but for the facts that they show."""
    contents = [reply.content for _, reply in (one, other)]
    first, second = (replace(found, facts=()) if isinstance(found, Answer) else found for found in contents)
    if isinstance(first, Question) and isinstance(second, Question):
        return [offer.label for offer in first.choices] == [offer.label for offer in second.choices]
    return first == second


def _said_of(fact: Fact) -> str:
    text = display(fact)[1]
    return text[:1].upper() + text[1:]
