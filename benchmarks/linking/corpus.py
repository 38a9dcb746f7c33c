"""What the search can be learnt from: the entries of a base, their own texts, and how citizens say it."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Engine, select

from procedures.catalogue import SearchEntry
from procedures.model import ProcedureKind
from procedures.store import StoredCatalogue
from procedures.store.tables import SearchEntryRow

_SENTENCE_END = re.compile(r"(?<=[.!?:\n])\s")
_SENTENCE_WORDS = range(5, 41)  # shorter ones tell nothing, longer ones are lists
_HEADING_WORDS = 4  # "Coût" or "Où s'adresser" is said of every procedure
SENTENCES = 8  # of a body: enough to know its words, few enough that long sheets do not outweigh the others


@dataclass(frozen=True)
class Example:
    """``text`` is about the document ``number``."""

    text: str
    number: int


def searched_entries(catalogue: StoredCatalogue) -> list[SearchEntry]:
    """The entries that the index holds, in its order."""
    return [entry for entry in catalogue.search_entries() if entry.procedure_kind is not ProcedureKind.GUIDED_SEARCH]


def phrasings(entries: list[SearchEntry]) -> list[Example]:
    """Each sentence by which citizens ask for an entry."""
    return [
        Example(sentence, number)
        for number, entry in enumerate(entries)
        for group in entry.phrasings
        for sentence in group.said
    ]


def guide_texts(engine: Engine, entries: list[SearchEntry], rng: np.random.Generator) -> list[Example]:
    """Pairs that the guide itself gives: titles, summaries, linked questions, headings and some sentences."""
    numbers = {(entry.kind, entry.id): number for number, entry in enumerate(entries)}
    examples = []
    with engine.connect() as connection:
        rows = connection.execute(select(SearchEntryRow.__table__).order_by(SearchEntryRow.kind, SearchEntryRow.id))
        for row in rows:
            number = numbers.get((str(row.kind), row.id))
            if number is None:
                continue
            headings = [heading for heading in row.headings if len(heading.split()) >= _HEADING_WORDS]
            sentences = [text for text in _SENTENCE_END.split(row.body) if len(text.split()) in _SENTENCE_WORDS]
            drawn = rng.permutation(len(sentences))[:SENTENCES]
            texts = [row.title, row.description, *row.questions, *headings, *(sentences[place] for place in drawn)]
            examples += [Example(text, number) for text in texts if text]
    return examples
