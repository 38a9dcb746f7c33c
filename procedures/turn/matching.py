"""A typed reply read against the choices of a question: a number, a place in the list, part of a label, yes or no."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from procedures.dialogue import Said
from procedures.families import akin
from procedures.fee_scale import bracket_named
from procedures.outcome import Offer
from procedures.search.word_kinds import words_of_kind
from procedures.search.words import STOP_WORDS, stem, tokens
from procedures.words import fold

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
_NEGATION = "pas"
# "À l'étranger" is a place, "un étranger" a person: a reply or a label that names the place holds this word instead.
_ABROAD = "horsdefrance"
_PLACE_ABROAD = re.compile(r"\b(?:a|de|depuis|pour|vers) l['’ ]?etranger\b|^(?:en |a )?(?:l['’ ]?)?etranger$")
_MOST_PLACES = 6
_SIMILAR = 82  # of 100: one or two typos in a word
_CLEAR = 0.6  # how much of what sets a label apart must have been said
_AHEAD = 0.2  # by how much it must lead


@dataclass(frozen=True)
class Picked:
    """``offer``: the choice meant, if one is. ``several``: those that fit as well as one another. ``only_that``:
    whether the reply says nothing else. ``surely``: by its place, a yes or a no, or its whole label."""

    offer: Offer | None = None
    several: tuple[Offer, ...] = ()
    only_that: bool = False
    surely: bool = False


def match_reply(words: str, offers: tuple[Offer, ...]) -> Picked:
    """The one of ``offers`` that a typed reply picks."""
    said = _words(words)
    if not offers or not said:
        return Picked()
    if (place := _place(said, len(offers))) is not None:
        return Picked(offers[place], only_that=True, surely=True)
    if offer := _bracket(said, offers):
        return Picked(offer, only_that=True, surely=True)
    if offer := _yes_or_no(said, offers):
        return Picked(offer, only_that=True, surely=True)
    for offer in offers:
        if _words(offer.label) == said:
            return Picked(offer, only_that=True, surely=True)
    return _by_words(said, offers)


def is_place(words: str) -> bool:
    """Whether ``words`` only tell a place in a list: "le deuxième"."""
    return _place(_words(words), _MOST_PLACES) is not None


def match_words(words: str, offers: tuple[Offer, ...]) -> Picked:
    """The one of ``offers`` whose label the words hold: neither a number nor a yes."""
    said = _words(words)
    return _by_words(said, offers) if offers and any(word not in STOP_WORDS for word in said) else Picked()


def with_said_facts(offer: Offer, said: Said) -> Offer:
    """``offer`` that also brings the facts told in the same breath."""
    return replace(offer, step=replace(offer.step, facts=(*offer.step.facts, *said.facts)))


def _words(text: str) -> list[str]:
    return tokens(_PLACE_ABROAD.sub(_ABROAD, fold(text)))


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


def _bracket(said: list[str], offers: tuple[Offer, ...]) -> Offer | None:
    """The bracket of a fee by family quotient that holds the one number said."""
    numbers = [int(word) for word in said if word.isdigit()]
    if len(numbers) != 1:
        return None
    for offer in offers:
        found = bracket_named(fold(offer.label))
        if found and found[0] <= numbers[0] and (found[1] is None or numbers[0] <= found[1]):
            return offer
    return None


def _yes_or_no(said: list[str], offers: tuple[Offer, ...]) -> Offer | None:
    yes, no = said[0] in _YES, said[0] in _NO
    if not (yes or no) or len(said) > 3:
        return None
    firsts = [(tokens(offer.label) or [""])[0] for offer in offers]
    wanted = "oui" if yes else "non"
    return offers[firsts.index(wanted)] if firsts.count(wanted) == 1 else None


def _by_words(said: list[str], offers: tuple[Offer, ...]) -> Picked:
    spoken = _telling(_plainly_negated(said))
    labels = [_plainly_negated(_words(offer.label)) for offer in offers]
    common = set[str]().union(*labels[:1]).intersection(*labels) if len(labels) > 1 else set[str]()
    negated = _NEGATION in spoken
    scores = [_fit(spoken, _parts(offer.label, common), negated=negated) for offer in offers]
    best = max(scores)
    if best < _CLEAR:
        return Picked()
    close = tuple(offer for offer, score in zip(offers, scores, strict=True) if score > best - _AHEAD)
    only_that = all(_heard(word, _plainly_negated(_words(close[0].label))) for word in spoken)
    if len(close) == 1:
        return Picked(close[0], only_that=only_that)
    return Picked(several=close, only_that=only_that) if len(close) < len(offers) else Picked()


def _parts(label: str, common: set[str]) -> list[list[str]]:
    """The words of each part of a label ("En France, vous n'avez pas de passeport"), without those of every label.

    "Vous avez un enfant" beside "Vous n'avez pas d'enfant" has no word of its own, and keeps them all.
    """
    parts = [_plainly_negated(_words(part)) for part in label.split(",")]
    own = [[word for word in part if word not in common] for part in parts]
    telling = [part for part in own if any(word == _NEGATION or word not in STOP_WORDS for word in part)]
    return telling or [part for part in parts if part]


def _fit(spoken: list[str], parts: list[list[str]], *, negated: bool) -> float:
    """How well the reply tells this label from its siblings, from 0 to 1.

    "Je ne suis pas majeur" holds the word of "Majeur" and means the other: a part of a label is heard when a negation
    is in both or in neither.
    """
    telling = [_telling(part) for part in parts]
    heard = [words for part, words in zip(parts, telling, strict=True) if (_NEGATION in part) == negated]
    words = [word for part in heard for word in part]
    if not words or not spoken:
        return 0.0
    found = sum(_heard(word, spoken) for word in words) / sum(len(part) for part in telling)
    used = sum(_heard(word, words) for word in spoken) / len(spoken)
    # Part of a label is enough if all that was said is in it; all of a label is enough whatever else was said.
    return max(found, used * 0.9)


def _telling(part: list[str]) -> list[str]:
    return [word for word in part if word == _NEGATION or word not in STOP_WORDS] or part


def _plainly_negated(words: list[str]) -> list[str]:
    """ "Sans", "aucun" and "ni" all say "pas"."""
    return [_NEGATION if word in _NEGATIONS else word for word in words]


def _heard(word: str, among: list[str]) -> bool:
    return any(
        stem(word) == stem(other)
        or akin(word, other)
        or (len(word) > 3 and len(other) > 3 and fuzz.ratio(word, other) >= _SIMILAR)
        for other in among
    )
