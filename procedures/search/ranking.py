"""How near each procedure and dossier is to a question, and why."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from heapq import nlargest

from procedures.catalogue import SearchEntry
from procedures.model import Audience, Origin, ProcedureKind
from procedures.search.everyday import everyday_words
from procedures.search.hit import Hit
from procedures.search.index import FIELDS, Document, Index
from procedures.search.query import Term, analyse
from procedures.search.spelling import Spelling
from procedures.search.word_kinds import words_of_kind
from procedures.search.words import stem, tokens

# Speaking for a company or an association brings their procedures forward.
_SPEAKS_FOR = {
    audience: frozenset(stem(word) for word in words_of_kind(audience.value))
    for audience in (Audience.PROFESSIONALS, Audience.ASSOCIATIONS)
}
_OTHER_AUDIENCE = 0.85
_NAMED_AUDIENCE = 1.1
# A sheet that answers one question is about a particular point; the procedure itself comes first among equals.
_PARTICULAR = 0.96
# What a town wrote itself is what its people come for.
_OWN = 1.15
# Among procedures that hold the same words, the one whose title says little else is the more general.
_TITLE_SHARE = 0.4
_STRONG_FIELDS = sum(1 << bit for bit, kind in enumerate(FIELDS) if kind.name != "body")
_RERANKED = 60
_WEAK = 0.45  # what a term found in the body alone counts, when the score says how much of the question is covered
_MOST_REASONS = 6
# A question that holds a whole title is about it, however much else it tells.
_NAMED = 0.7


class Ranking:
    """An index that answers: what words find in it, best first. Made once for a content; a question takes
    milliseconds."""

    def __init__(self, entries: Iterable[SearchEntry]) -> None:
        self._index = Index(entries)
        self._spelling = Spelling(self._index.frequencies)
        self.find = lru_cache(maxsize=256)(self._find)

    def _find(self, words: str, limit: int) -> tuple[Hit, ...]:
        """The procedures and dossiers nearest to ``words``, at most ``limit``."""
        index = self._index
        terms = analyse(words, index, self._spelling, everyday_words())
        ranked = _ranked(index, terms, _spoken_for(words))[:limit]
        if not ranked:
            return ()
        best, first = ranked[0]
        named = _title_said(index, index.documents[first], terms) == 1
        covered = max(_covered(index, terms, first), _NAMED if named else 0.0)
        return tuple(
            Hit(
                index.documents[number].id,
                index.documents[number].kind,
                round(covered * score / best, 4),
                _reasons(index, terms, number),
            )
            for score, number in ranked
        )


def _spoken_for(words: str) -> frozenset[Audience]:
    said = {stem(word) for word in tokens(words)}
    return frozenset(audience for audience, names in _SPEAKS_FOR.items() if said & names)


def _ranked(index: Index, terms: dict[str, Term], spoken_for: frozenset[Audience]) -> list[tuple[float, int]]:
    """Scores and document numbers, best first; equal scores keep the catalogue's order."""
    scores: dict[int, float] = {}
    for term in terms.values():
        posting = index.postings[term.term]
        for number, weight in zip(posting.documents, posting.weights, strict=True):
            scores[number] = scores.get(number, 0.0) + term.weight * weight
    preferred = ((score * _preference(index.documents[number], spoken_for), number) for number, score in scores.items())
    first = nlargest(_RERANKED, preferred, key=lambda pair: (pair[0], -pair[1]))
    return sorted(
        ((score * _title_factor(index, index.documents[number], terms), number) for score, number in first),
        key=lambda pair: (-pair[0], pair[1]),
    )


def _preference(document: Document, spoken_for: frozenset[Audience]) -> float:
    general = _PARTICULAR if document.procedure_kind is ProcedureKind.QUESTION_ANSWER else 1.0
    general *= 1.0 if document.origin is Origin.OFFICIAL else _OWN
    if document.audience in spoken_for:
        return general * _NAMED_AUDIENCE
    return general if document.audience is Audience.INDIVIDUALS else general * _OTHER_AUDIENCE


def _title_factor(index: Index, document: Document, terms: dict[str, Term]) -> float:
    return 1 - _TITLE_SHARE + _TITLE_SHARE * _title_said(index, document, terms)


def _title_said(index: Index, document: Document, terms: dict[str, Term]) -> float:
    """Share of what the title tells that was said, from 0 to 1."""
    whole = sum(index.rarity(term) for term in document.title_stems)
    said = sum(index.rarity(term) for term in document.title_stems if term in terms)
    return said / whole if whole else 0.0


def _covered(index: Index, terms: dict[str, Term], number: int) -> float:
    """Share of what the question tells that the document ``number`` holds, from 0 to 1, word by word."""
    told: dict[int, float] = {}
    found: dict[int, float] = {}
    for term in terms.values():
        fields = _fields(index, term.term, number)
        held = 1.0 if fields & _STRONG_FIELDS else _WEAK if fields else 0.0
        for place in term.places:
            found[place] = max(found.get(place, 0.0), held)
            if len(term.places) == 1:
                told[place] = max(told.get(place, 0.0), term.weight * index.rarity(term.term))
    whole = sum(told.values())
    return sum(worth * found[place] for place, worth in told.items()) / whole if whole else 0.0


def _fields(index: Index, term: str, number: int) -> int:
    posting = index.postings[term]
    try:
        return posting.fields[posting.documents.index(number)]
    except ValueError:
        return 0


def _reasons(index: Index, terms: dict[str, Term], number: int) -> tuple[str, ...]:
    told: dict[str, float] = {}
    for term in terms.values():
        fields = _fields(index, term.term, number)
        if fields and " " not in term.term:
            places = ", ".join(kind.french for bit, kind in enumerate(FIELDS) if fields & 1 << bit)
            reason = f"{term.reason or f'« {term.said} »'} : {places}"
            told[reason] = max(told.get(reason, 0.0), term.weight * index.rarity(term.term))
    return tuple(sorted(told, key=lambda reason: -told[reason])[:_MOST_REASONS])
