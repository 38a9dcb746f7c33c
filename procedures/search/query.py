"""A citizen's sentence as weighted terms of the index, and why each is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from procedures.search.aspect_words import is_aspect_word
from procedures.search.emphasis import weighed_tokens
from procedures.search.everyday import EverydayWords
from procedures.search.index import MINOR_WEIGHT, PAIR_WEIGHT, Index
from procedures.search.spelling import Correction, Spelling
from procedures.search.word_kinds import words_of_kind
from procedures.search.words import STOP_WORDS, pairs, stem

_SITUATION_WORDS = words_of_kind("situation")
# What the dictionary adds stands beside what was said, which may be the guide's word too.
_TRANSLATION_WEIGHT = 0.6
_MOST_WORDS = 200  # a message of 1,000 characters holds fewer


@dataclass(frozen=True)
class Term:
    """A term to look up. ``places``: which words of the sentence it stands for. ``reason``: in French, what was
    corrected or translated to get it; empty if nothing was."""

    term: str
    weight: float
    said: str
    places: tuple[int, ...]
    reason: str = ""


@dataclass(frozen=True)
class _Word:
    """A word as understood. ``place``: that of the word written, which may have held two."""

    text: str
    trust: float
    said: str
    place: int
    reason: str = ""


def analyse(sentence: str, index: Index, spelling: Spelling, everyday: EverydayWords) -> dict[str, Term]:
    """The terms of a sentence that the index knows, and the words that it does not, each once with its largest
    weight."""
    written = list(islice(weighed_tokens(sentence), _MOST_WORDS))
    words = [
        replace(word, trust=word.trust * weight)
        for place, (token, weight) in enumerate(written)
        for word in _known(place, token, index, spelling)
    ]
    terms: dict[str, Term] = {}
    for term in (*_plain(words), *_translated(words, everyday)):
        if term.term not in terms or term.weight > terms[term.term].weight:
            terms[term.term] = term
    return {name: term for name, term in terms.items() if index.knows(name) or _is_bare(term)}


def _is_bare(term: Term) -> bool:
    """A word as it was written, and not a pair: when nothing holds it, that tells too."""
    return not term.reason and len(term.places) == 1


def _known(place: int, token: str, index: Index, spelling: Spelling) -> Iterator[_Word]:
    """The token itself when the guide or grammar knows it, else what it must have meant, if anything."""
    if token in STOP_WORDS or index.knows(stem(token)):
        yield _Word(token, 1.0, token, place)
        if slip := spelling.slip(token):
            yield _Word(slip.words[0], slip.trust, token, place, _read_as(token, slip))
        return
    correction = spelling.correct(token)
    if correction is None:
        yield _Word(token, 1.0, token, place)  # the everyday words may know it
        return
    for word in correction.words:
        yield _Word(word, correction.trust, token, place, _read_as(token, correction))


def _read_as(token: str, correction: Correction) -> str:
    return f"« {token} » lu « {' '.join(correction.words)} »"


def _translated(words: list[_Word], everyday: EverydayWords) -> Iterator[Term]:
    for found in everyday.translate([word.text for word in words]):
        spoken = words[found.start : found.end]
        said = " ".join(word.said for word in spoken)
        places = tuple(word.place for word in spoken)
        trust = _TRANSLATION_WEIGHT * min(word.trust * _worth(word.text) for word in spoken)
        reason = f"« {said} » se dit « {found.means} »"
        for term in found.stems:
            yield Term(term, trust, said, places, reason)
        for term in pairs(list(found.stems)):
            yield Term(term, trust * PAIR_WEIGHT, said, places, reason)


def _plain(words: list[_Word]) -> Iterator[Term]:
    kept = [word for word in words if word.text not in STOP_WORDS and (len(word.text) > 1 or word.text.isdigit())]
    stemmed = [stem(word.text) for word in kept]
    for word, term in zip(kept, stemmed, strict=True):
        yield Term(term, _worth(word.text) * word.trust, word.said, (word.place,), word.reason)
    for (first, second), pair in zip(pairwise(kept), pairs(stemmed), strict=True):
        trust = PAIR_WEIGHT * min(first.trust, second.trust)
        yield Term(pair, trust, f"{first.said} {second.said}", (first.place, second.place))


def _worth(word: str) -> float:
    return MINOR_WEIGHT if is_aspect_word(word) or word in _SITUATION_WORDS or word.isdigit() else 1.0
