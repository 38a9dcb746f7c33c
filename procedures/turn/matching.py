"""A typed reply read against the choices of a question: a number, a place in the list, part of a label, yes or no."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from procedures.dialogue import Said
from procedures.outcome import Offer
from procedures.search.word_kinds import words_of_kind
from procedures.search.words import STOP_WORDS, stem, tokens

_ORDINALS = {
    "1": 0, "un": 0, "premier": 0, "premiere": 0, "1er": 0, "1ere": 0,
    "2": 1, "deux": 1, "deuxieme": 1, "second": 1, "seconde": 1, "2e": 1, "2eme": 1,
    "3": 2, "trois": 2, "troisieme": 2, "3e": 2, "3eme": 2,
    "4": 3, "quatre": 3, "quatrieme": 3, "4e": 3, "4eme": 3,
    "5": 4, "cinq": 4, "cinquieme": 4, "5e": 4, "5eme": 4,
    "6": 5, "six": 5, "sixieme": 5, "6e": 5, "6eme": 5,
    "dernier": -1, "derniere": -1,
}  # fmt: skip
# What may stand around an ordinal: "le premier choix", "plutôt la 2", "je prends la deuxième réponse".
_AROUND_ORDINALS = words_of_kind("around_ordinals")
_YES = words_of_kind("yes")
_NO = words_of_kind("no")
_NEGATIONS = words_of_kind("negations")
_SIMILAR = 82  # of 100: one or two typos in a word
_CLEAR = 0.6  # how much of what sets a label apart must have been said
_AHEAD = 0.2  # by how much it must lead


@dataclass(frozen=True)
class Picked:
    """``offer``: the choice meant, if one is. ``exact``: told by its place, by yes or no, or by its whole label.
    ``several``: more than one fits as well."""

    offer: Offer | None = None
    exact: bool = False
    several: tuple[Offer, ...] = ()


def match_reply(words: str, offers: tuple[Offer, ...]) -> Picked:
    """The one of ``offers`` that a typed reply picks."""
    said = tokens(words)
    if not offers or not said:
        return Picked()
    if (place := _place(said, len(offers))) is not None:
        return Picked(offers[place], exact=True)
    if offer := _yes_or_no(said, offers):
        return Picked(offer, exact=True)
    for offer in offers:
        if tokens(offer.label) == said:
            return Picked(offer, exact=True)
    return _by_words(said, offers)


def with_said_facts(offer: Offer, said: Said) -> Offer:
    """``offer`` that also brings the facts told in the same breath."""
    return replace(offer, step=replace(offer.step, facts=(*offer.step.facts, *said.facts)))


def _place(said: list[str], count: int) -> int | None:
    left = [word for word in said if word not in STOP_WORDS or word in _ORDINALS]
    left = [word for word in left if word not in _AROUND_ORDINALS]
    # "la" and "un" are articles too: an ordinal counts only when nothing else was said.
    if len(left) > 1:
        left = [word for word in left if word != "un"]
    if len(left) != 1 or left[0] not in _ORDINALS:
        return None
    place = _ORDINALS[left[0]]
    return place if -count <= place < count else None


def _yes_or_no(said: list[str], offers: tuple[Offer, ...]) -> Offer | None:
    yes, no = said[0] in _YES, said[0] in _NO
    if not (yes or no) or len(said) > 3:
        return None
    firsts = [(tokens(offer.label) or [""])[0] for offer in offers]
    wanted = "oui" if yes else "non"
    return offers[firsts.index(wanted)] if firsts.count(wanted) == 1 else None


def _by_words(said: list[str], offers: tuple[Offer, ...]) -> Picked:
    labels = [frozenset(tokens(offer.label)) for offer in offers]
    common = frozenset.intersection(*labels) if len(labels) > 1 else frozenset[str]()
    negated = bool(_NEGATIONS & set(said))
    scores = [_fit(said, label - common, negated) for label in labels]
    ranked = sorted(zip(scores, range(len(offers)), strict=True), key=lambda pair: (-pair[0], pair[1]))
    best = ranked[0][0]
    if best < _CLEAR:
        return Picked()
    close = [offers[at] for score, at in ranked if score > best - _AHEAD]
    return Picked(offers[ranked[0][1]]) if len(close) == 1 else Picked(several=tuple(close))


def _fit(said: list[str], label: frozenset[str], negated: bool) -> float:
    """How well the reply tells this label from its siblings, from 0 to 1.

    "Je ne suis pas majeur" holds the word of "Majeur" and means the other: a negation must be in both or in neither.
    """
    if negated != bool(_NEGATIONS & label):
        return 0.0
    telling = [word for word in label if word not in STOP_WORDS] or list(label)
    spoken = [word for word in said if word not in STOP_WORDS]
    if not telling or not spoken:
        return 0.0
    found = sum(_heard(word, spoken) for word in telling)
    used = sum(_heard(word, telling) for word in spoken)
    # Part of a label is enough if all that was said is in it; all of a label is enough whatever else was said.
    return max(found / len(telling), used / len(spoken) * 0.9)


def _heard(word: str, among: list[str]) -> bool:
    return any(
        stem(word) == stem(other) or (len(word) > 3 and len(other) > 3 and fuzz.ratio(word, other) >= _SIMILAR)
        for other in among
    )
