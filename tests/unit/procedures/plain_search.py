"""A search by words alone, with weights of its own: what is learnt anew must not change what a dialogue does."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from procedures.catalogue import Catalogue
from procedures.search import LexicalSearch
from procedures.search.meaning import Meaning
from procedures.search.signals import SIGNALS
from procedures.search.weights import Mix, Weights

_WEIGHTS = {
    "title": 2.0,
    "names": 2.0,
    "headings": 1.0,
    "questions": 1.0,
    "description": 1.5,
    "body": 1.5,
    "labels": 1.0,
    "said": 2.0,
    "title_cosine": 3.0,
    "nearest_phrasing": 6.0,
    "asked": 1.0,
    "individuals": 1.0,
    "spoken_for": 1.5,
    "question_answer": -0.2,
    "own_dossier": 0.2,
    "own": 1.0,
}
_MIX = Mix(np.array([_WEIGHTS.get(name, 0.0) for name in SIGNALS]), nothing=3.0)
PLAIN = Weights(**{case.name: _MIX for case in fields(Weights)})


def plain_search(catalogue: Catalogue) -> LexicalSearch:
    return LexicalSearch(catalogue, vectors=Meaning.none(), weighed=PLAIN)
