"""The fields in which the words of a question are looked for, each a signal of its own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """``length_counts``: BM25's b, from 0 to 1. ``in_meaning``: what its words weigh when the meaning of a whole
    entry is summed; a phrasing weighs nothing there, so that a procedure nobody has written any for is not behind."""

    name: str
    french: str
    length_counts: float
    in_meaning: float


# The first ones are counted when an entry is written (``counting.COUNTED_FIELDS``); the last three come from around.
FIELDS = (
    Field("title", "titre", 0.5, 2.0),
    Field("names", "nom courant", 0.3, 2.0),
    Field("headings", "intertitre", 0.6, 0.7),
    Field("questions", "question liée", 0.7, 0.5),
    Field("description", "résumé", 0.6, 1.0),
    Field("body", "texte", 0.75, 1.0),
    Field("labels", "rubrique", 0.5, 1.0),
    Field("said", "façon de le demander", 0.5, 0.0),
)
NAMES = tuple(field.name for field in FIELDS)
