"""What words tell of the person because of what was being spoken of: "et si je l'ai perdue ?", "et à l'étranger ?"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from procedures.age_ranges import MAJORITY
from procedures.dialogue import Said, State
from procedures.facts import Fact, pick
from procedures.model import Aspect
from procedures.outcome import Deed
from procedures.search.aspect_words import guess_aspect, subject_words
from procedures.search.words import stem
from procedures.turn.linking import dossier_of
from procedures.turn.skill import Turn
from procedures.turn.thread_words import caught, content, first_key, flat, says
from procedures.walk import place_in
from procedures.words import fold

_SURE, _SURE_OF_FEW_WORDS = 0.5, 0.7
_AGE = re.compile(r"(?P<who>il|elle)?(?: (?:a|aura|vient d avoir))? ?(?P<years>\d{1,2}) ans")
_OLDEST_CHILD = 25
_YOUNGEST_ALONE = 14  # who gives a lesser number of years, and speaks of no child, may mean a duration
_YEARS = re.compile(r"\b(?:ans?|annees?)\b")
_RENEWED = frozenset({"expired", "damaged"})
_NUMBER = re.compile(r"\b(\d{1,3})\b(?! ?(?:e|eme|euros?)\b)")


def heard(turn: Turn, said: Said) -> Said:
    """``said`` with the facts that only the thread lets one tell. What was understood of the words alone comes first,
    but for a state that they deny ("pas perdue, volée")."""
    more = tuple(_facts(turn, said))
    known = {fact.key for fact in more}
    facts = (*(fact for fact in said.facts if fact.key not in known), *more)
    return replace(said, facts=facts, aspect=None if _asks_the_same(turn.state, said) else _asked_plainly(said))


def _asks_the_same(state: State, said: Said) -> bool:
    """Whether an aspect that the model is not sure of is none: "et pour un mineur ?" asks the same of someone else."""
    if state.subject is None or said.aspect is None:
        return False
    return ellipsis(said.words) is not None or (said.confidence < _SURE and guess_aspect(said.words) is None)


def _asked_plainly(said: Said) -> Aspect | None:
    """The aspect understood; but the one that a few plain words tell ("c'est combien ?") where that is not sure."""
    if said.aspect is None or said.confidence >= _SURE_OF_FEW_WORDS or subject_words(said.words):
        return said.aspect
    return guess_aspect(said.words) or said.aspect


def _facts(turn: Turn, said: Said) -> Iterator[Fact]:
    if (found := _place(said.words)) and all(fact.key != found.key for fact in said.facts):
        yield found
    if found := _asked_number(turn.state, said.words):
        yield found
    if found := _of_whom_it_is(said):
        yield found
    if turn.state.subject is None:
        return
    if found := ellipsis(said.words) or _someone_s_age(turn, said.words):
        yield found
    if found := _state(turn, said):
        yield found
        if found.value in _RENEWED and says("for_oneself", said.words):
            yield Fact("self", "request", "renewal")  # what was asked for someone else holds no more
    if says("for_oneself", said.words):
        yield from _oneself(turn.state, said)


def _of_whom_it_is(said: Said) -> Fact | None:
    """Who tells his own age and speaks of nobody else asks for himself."""
    age = next((fact.value for fact in said.facts if fact.key == "self.age"), "")
    if not age.isdigit() or any(fact.bearer == "child" for fact in said.facts) or says("someone_else", said.words):
        return None
    return Fact("self", "majority", "adult" if int(age) >= MAJORITY else "minor")


def _oneself(state: State, said: Said) -> Iterator[Fact]:
    """Whoever asks for a child, then "pour moi", is of age unless known otherwise; what is known is told anew."""
    known = [fact for fact in (*state.facts, *said.facts) if fact.key in ("self.age", "self.majority")]
    if any(fact.bearer == "child" for fact in state.facts):
        yield from known[-1:] or [Fact("self", "majority", "adult")]


def _place(words: str) -> Fact | None:
    """The place where the words say that one lives; a town without that may be anybody's."""
    return place_in(living) if (living := caught("living", words)) else None


def _asked_number(state: State, words: str) -> Fact | None:
    """The number that corrects an age, when it was asked for."""
    asked = state.asked
    if asked is None or asked.deed is not Deed.CHANGE or asked.facts[0].name != "age":
        return None
    found = _NUMBER.search(flat(words))
    return Fact(asked.facts[0].bearer, "age", found[1]) if found else None


def ellipsis(words: str) -> Fact | None:
    """The fact that the whole message stands for, what opens it left out: "et pour un mineur ?"."""
    text = without_opening(words)
    for entry in content()["ellipses"]:
        if re.fullmatch(entry["pattern"], text):
            return Fact(*entry["fact"])
    return None


def without_opening(words: str) -> str:
    """``words`` without what only ties them to what came before ("et", "ah non")."""
    text, opening = flat(words), content()["ellipsis_openings"]
    while (shorter := re.sub(opening, "", text)) != text:
        text = shorter
    return text


def _someone_s_age(turn: Turn, words: str) -> Fact | None:
    """ "Il a 12 ans" is a child's age, "12 ans" that of whoever is spoken of: a child, else who writes, unless the
    choices shown are about years of something else."""
    found = _AGE.fullmatch(without_opening(words))
    if not found:
        return None
    years = int(found["years"])
    if found["who"] or any(fact.bearer == "child" for fact in turn.state.facts):
        return Fact("child", "age", found["years"]) if years <= _OLDEST_CHILD else None
    age = Fact("self", "age", found["years"])
    return age if years >= _YOUNGEST_ALONE and not _of_other_years(turn, age) else None


def _of_other_years(turn: Turn, age: Fact) -> bool:
    """Whether the choices shown are about years, and not those of a person: "depuis plus de 10 ans"."""
    labels = [offer.label for offer in turn.state.pending]
    if not any(_YEARS.search(fold(label)) for label in labels):
        return False
    subject = turn.state.subject or ""
    return pick(subject, turn.catalogue.title(subject) or "", labels, (age,)) is None


def _state(turn: Turn, said: Said) -> Fact | None:
    """The state of what the subject is about, when the words name nothing else."""
    text = re.sub(content()["denied_state"], " ", flat(said.words))
    state = first_key("states", text)
    thing = thing_of(turn) if state else ""
    if not thing or any(fact.name == "state" and fact.bearer != thing for fact in said.facts):
        return None
    thing_stems = {stem(word) for word in subject_words(_title(turn))}
    words = (word for word in subject_words(text) if not first_key("states", word) and stem(word) not in thing_stems)
    return None if any(not says("said_of_any", word) for word in words) else Fact(thing, "state", state)


def thing_of(turn: Turn) -> str:
    """The bearer that the subject under way is about ("passport"); empty when it is about none."""
    return first_key("things", fold(_title(turn)).replace("’", "'"))


def _title(turn: Turn) -> str:
    subject = turn.state.subject or ""
    titles = (turn.catalogue.title(found) for found in (subject, dossier_of(subject, turn.catalogue)) if found)
    return " ".join(title for title in titles if title)
