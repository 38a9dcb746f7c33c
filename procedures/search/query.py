"""A citizen's sentence as weighted terms of the index, and why each is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from procedures.search.aspect_words import is_aspect_word
from procedures.search.everyday import EverydayWords, Translation
from procedures.search.index import Index
from procedures.search.spelling import Spelling
from procedures.search.words import STOP_WORDS, pairs, stem, tokens

# An aspect word ("combien", "délai") tells the chapter rather than the procedure, but titles hold some.
_ASPECT_WEIGHT = 0.4
# What the dictionary adds stands beside what was said, which may be the guide's word too.
_TRANSLATION_WEIGHT = 0.8
_PAIR_WEIGHT = 0.5


@dataclass(frozen=True)
class Term:
    """A term to look up. ``reason``: in French, what was corrected or translated to get it; empty if nothing was."""

    term: str
    weight: float
    said: str
    reason: str = ""


@dataclass(frozen=True)
class _Word:
    text: str
    weight: float
    said: str
    reason: str = ""


def analyse(sentence: str, index: Index, spelling: Spelling, everyday: EverydayWords) -> dict[str, Term]:
    """The terms of a sentence, each once with its largest weight."""
    words = [word for token in tokens(sentence)[:_MOST_WORDS] for word in _known(token, index, spelling)]
    terms: dict[str, Term] = {}
    for term in (*_translated(words, everyday), *_plain(words)):
        if term.term in index.postings and term.weight > terms.get(term.term, _NOTHING).weight:
            terms[term.term] = term
    return terms


_MOST_WORDS = 200  # a message of 1,000 characters holds fewer
_NOTHING = Term("", 0.0, "")


def _known(token: str, index: Index, spelling: Spelling) -> Iterator[_Word]:
    """The token itself when the guide or grammar knows it, else what it must have meant, if anything."""
    if token in STOP_WORDS or stem(token) in index.postings:
        yield _Word(token, 1.0, token)
        return
    correction = spelling.correct(token)
    if correction is None:
        yield _Word(token, 1.0, token)  # the everyday words may know it
        return
    for word in correction.words:
        yield _Word(word, correction.trust, token, f"« {token} » lu « {' '.join(correction.words)} »")


def _translated(words: list[_Word], everyday: EverydayWords) -> Iterator[Term]:
    for found in everyday.translate([word.text for word in words]):
        reason = f"« {found.said} » se dit « {found.means} »"
        trust = min(word.weight for word in words[found.start : found.end])
        meant = list(found.stems)
        for term in meant:
            yield Term(term, _TRANSLATION_WEIGHT * trust, _said(words, found), reason)
        for term in pairs(meant):
            yield Term(term, _TRANSLATION_WEIGHT * _PAIR_WEIGHT * trust, _said(words, found), reason)


def _said(words: list[_Word], found: Translation) -> str:
    return " ".join(word.said for word in words[found.start : found.end])


def _plain(words: list[_Word]) -> Iterator[Term]:
    kept = [word for word in words if word.text not in STOP_WORDS and (len(word.text) > 1 or word.text.isdigit())]
    stemmed = [stem(word.text) for word in kept]
    for word, term in zip(kept, stemmed, strict=True):
        weight = _ASPECT_WEIGHT if is_aspect_word(word.text) else 1.0
        yield Term(term, weight * word.weight, word.said, word.reason)
    for (first, second), pair in zip(pairwise(kept), pairs(stemmed), strict=True):
        yield Term(pair, _PAIR_WEIGHT * min(first.weight, second.weight), f"{first.said} {second.said}")
