"""What speaks for each document when a question is asked: one number per signal, all documents at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from procedures.model import Audience, Origin, ProcedureKind
from procedures.search.counting import key
from procedures.search.fields import FIELDS, NAMES
from procedures.search.index import Array, Found, Index
from procedures.search.meaning import Meaning
from procedures.search.phrasings import MOST_ASKED
from procedures.search.query import Term
from procedures.search.sentences import NearSentences

# Each field's BM25 comes first, divided by the information of the question; then these.
SIGNALS = (
    *NAMES,
    "title_cosine",  # how much the question and the title are the same words
    "nearest_phrasing",  # the same, with the nearest of the sentences by which citizens ask for it
    "near_phrasings",  # how many of them are near
    "meaning",
    "sentences",  # how near the question is to those by which citizens ask for it, read whole by a language model
    "unsaid",  # nobody has written yet how citizens ask for it: what is not said of it does not speak against it
    "asked",
    "individuals",  # it is for individuals, and the words speak for nobody else
    "spoken_for",  # it is for companies or associations, and the words speak for one
    "question_answer",  # it answers one question on a point of a procedure
    "dossier",  # it is a dossier
    "own_dossier",  # how well the dossier that it is in matches
    "own",  # the town wrote it
)
_PLACE = {name: place for place, name in enumerate(SIGNALS)}
_NEAREST = 200  # phrasings looked at to tell whether several are near
_COMMONEST = 0.5  # the least that a word is held to tell: in a base of ten procedures, every word is common
_UNKNOWN = 0.3  # what an unknown word tells, beside a word held once: most are names of people and places
# A new sheet bears the name by which people ask for it. Until somebody writes how they do, this much of the question
# must be in that name; a word in common is chance, and would make the sheet the answer to everything. Where nobody has
# written it for any sheet, they are all equal.
_NAMED, _BY_CHANCE = 0.6, 0.3
_TINY = 1e-9


@dataclass(frozen=True)
class Asked:
    """A question made ready: its terms by key, what each weighs, and how rare each is.

    A word that nothing holds is in it too: it was said, and speaks for no document. ``words``: as they were said.
    """

    words: str
    terms: tuple[Term, ...]
    keys: Array
    weights: Array
    rarities: Array
    spoken_for: frozenset[Audience]

    @classmethod
    def of(cls, words: str, terms: Iterable[Term], spoken_for: frozenset[Audience], index: Index) -> Asked:
        kept = tuple(terms)
        keys = np.array([key(term.term) for term in kept], "u8")
        weights = np.array([term.weight for term in kept], "f4")
        rarities = index.rarities(keys)
        unknown = np.log1p(2.0 * len(index.documents)) * _UNKNOWN
        return cls(words, kept, keys, weights, np.where(rarities > 0, rarities, unknown).astype("f4"), spoken_for)


@dataclass(frozen=True)
class Evidence:
    """``signals``: a line per document, a column per signal. ``found``: the postings behind it, to explain it.
    ``known``: the share of the question whose words have a meaning here, from 0 to 1: where there is none, no document
    can be near in meaning. ``sentences``: whether whole sentences were compared."""

    signals: Array
    found: Found
    known: float
    sentences: bool


class Signals:
    """Reads an index; what does not depend on the question is settled once. A question takes about a millisecond."""

    def __init__(self, index: Index, meaning: Meaning, sentences: NearSentences | None = None) -> None:
        self._index = index
        self._sentences = sentences
        self._meaning = meaning
        self._vectors = meaning.of_documents(index)
        self._settled = _settled(index)
        self._audiences = {
            audience: np.array([document.audience is audience for document in index.documents], "f4")
            for audience in Audience
        }
        places = {document.id: number for number, document in enumerate(index.documents)}
        self._dossiers = np.array([places.get(document.dossier_id or "", -1) for document in index.documents], "i4")
        owners = index.phrasing_owners
        self._owner_starts = np.flatnonzero(np.r_[True, owners[1:] != owners[:-1]]) if len(owners) else owners
        self._owners = owners[self._owner_starts]

    def of(self, asked: Asked) -> Evidence:
        """The signals of every document for a question."""
        return self.with_sentences(asked, self.of_words(asked))

    def with_sentences(self, asked: Asked, evidence: Evidence) -> Evidence:
        """``evidence`` once the question was read whole: twenty milliseconds more. Itself where no sentence can be."""
        if self._sentences is None or not self._sentences.ready:
            return evidence
        signals = evidence.signals.copy()
        signals[:, _PLACE["sentences"]] = self._sentences.near(asked.words)
        return replace(evidence, signals=signals, sentences=True)

    def of_words(self, asked: Asked) -> Evidence:
        """The signals that need no reading of the whole question."""
        index, slots = self._index, self._index.slots
        found = index.find(asked.keys)
        added = np.bincount(found.slots, found.weights * asked.weights[found.terms], slots.total).astype("f4")
        information = asked.weights * asked.rarities
        length = max(float(np.linalg.norm(information)), _TINY)
        signals = self._settled.copy()
        by_field = added[: slots.of_titles].reshape(len(FIELDS), slots.documents)
        whole = float((asked.weights * np.maximum(asked.rarities, _COMMONEST)).sum())
        signals[:, : len(FIELDS)] = (by_field / max(whole, _TINY)).T
        if len(self._owners):
            named = np.maximum(signals[:, _PLACE["title"]], signals[:, _PLACE["names"]])
            signals[:, _PLACE["unsaid"]] *= np.clip((named - _BY_CHANCE) / (_NAMED - _BY_CHANCE), 0, 1)
        signals[:, _PLACE["title_cosine"]] = added[slots.of_titles : slots.of_phrasings] / length
        self._add_phrasings(signals, added[slots.of_phrasings :] / length)
        direction, known = self._meaning.of_question(asked.keys, information)
        signals[:, _PLACE["meaning"]] = self._vectors @ direction
        if asked.spoken_for:
            signals[:, _PLACE["individuals"]] = 0
        for audience in asked.spoken_for:
            signals[:, _PLACE["spoken_for"]] += self._audiences[audience]
        matches = signals[:, : len(FIELDS) - 1].sum(axis=1)
        signals[:, _PLACE["own_dossier"]] = np.where(self._dossiers >= 0, matches[self._dossiers], 0)
        return Evidence(signals, found, known, sentences=False)

    def _add_phrasings(self, signals: Array, cosines: Array) -> None:
        """Fills in how near the phrasings of each document are."""
        if not len(cosines):
            return
        best = np.maximum.reduceat(cosines, self._owner_starts)
        signals[self._owners, _PLACE["nearest_phrasing"]] = best
        first = np.argpartition(-cosines, min(_NEAREST, len(cosines) - 1))[:_NEAREST]
        owners = self._index.phrasing_owners[first]
        squares = np.bincount(owners, cosines[first] ** 2, len(signals))
        signals[:, _PLACE["near_phrasings"]] = np.sqrt(squares)


def _settled(index: Index) -> Array:
    signals = np.zeros((len(index.documents), len(SIGNALS)), "f4")
    for line, document in zip(signals, index.documents, strict=True):
        line[_PLACE["asked"]] = document.asked / MOST_ASKED
        line[_PLACE["individuals"]] = document.audience is Audience.INDIVIDUALS
        line[_PLACE["question_answer"]] = document.procedure_kind is ProcedureKind.QUESTION_ANSWER
        line[_PLACE["dossier"]] = document.kind == "dossier"
        line[_PLACE["own"]] = document.origin is not Origin.OFFICIAL
    signals[:, _PLACE["unsaid"]] = 1
    signals[index.phrasing_owners, _PLACE["unsaid"]] = 0
    return signals
