"""Words that the editors of a town say mean a procedure: who says them means it, whatever else they are near to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from procedures.catalogue import SearchEntry
from procedures.search.signals import Asked
from procedures.search.words import STOP_WORDS, stem, tokens

REASON = "mots ajoutés par la commune"
_CERTAIN = 0.95  # that it is meant, where nothing else was said
# The least of what a question tells that the words must be: "carte" alone does not carry off "carte d'identité".
_MOST_OF_IT = 0.6


class Taught:
    """``meant`` tells, by document number, how likely each is meant for that reason alone."""

    def __init__(self, entries: Sequence[SearchEntry]) -> None:
        self._owners: dict[frozenset[str], set[int]] = {}
        for number, entry in enumerate(entries):
            for phrasings in entry.phrasings:
                for sentence in phrasings.said if phrasings.taught else ():
                    self._owners.setdefault(_stems(sentence), set()).add(number)

    def meant(self, asked: Asked) -> Mapping[int, float]:
        if not self._owners:
            return {}
        told = _information(asked)
        whole = sum(told.values())
        found: dict[int, float] = {}
        for stems, numbers in self._owners.items():
            share = sum(told[one] for one in stems) / whole if whole and stems <= told.keys() else 0.0
            if share >= _MOST_OF_IT:
                for number in numbers:
                    found[number] = max(found.get(number, 0.0), _CERTAIN * share / len(numbers))
        return found


def with_taught(ranked: Iterable[tuple[int, float]], meant: Mapping[int, float]) -> list[tuple[int, float]]:
    """``ranked`` with what is ``meant``: it takes its share of the probability, the others keep theirs of the rest."""
    if not meant:
        return list(ranked)
    known = dict(ranked)
    taught = {number: max(known.get(number, 0.0), likely) for number, likely in meant.items()}
    all_of_it = max(sum(taught.values()), 1.0)
    left = 1 - sum(taught.values()) / all_of_it
    was_left = 1 - sum(known.get(number, 0.0) for number in taught)
    others = {number: likely * left / was_left for number, likely in known.items() if number not in taught}
    found = {**{number: likely / all_of_it for number, likely in taught.items()}, **others}
    return sorted(found.items(), key=lambda one: -one[1])


def _stems(sentence: str) -> frozenset[str]:
    words = tokens(sentence)
    return frozenset(stem(word) for word in words if word not in STOP_WORDS) or frozenset(map(stem, words))


def _information(asked: Asked) -> dict[str, float]:
    """What each word said tells, by its stem; what the dictionary adds was not said."""
    return {
        term.term: float(weight * rarity)
        for term, weight, rarity in zip(asked.terms, asked.weights, asked.rarities, strict=True)
        if len(term.places) == 1 and " " not in term.term and " se dit " not in term.reason
    }
