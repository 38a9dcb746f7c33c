"""All counts of all entries in a few long arrays, from which an index is computed at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from procedures.catalogue import Phrasings, SearchEntry
from procedures.search.counting import COUNTED_FIELDS, count_texts, key, pack, pack_entry, split
from procedures.search.fields import NAMES
from procedures.search.words import STOP_WORDS, stem, tokens

_NAMES, _LABELS, _SAID = NAMES.index("names"), NAMES.index("labels"), NAMES.index("said")
Array = NDArray[Any]


@dataclass(frozen=True)
class Gathered:
    """One line per (field, entry, term): ``fields``, ``entries`` (their numbers), ``keys`` and ``times``.

    Phrasings come apart: ``phrasing_entries`` tells whose each one is; ``phrasings`` and ``phrasing_keys`` hold one
    line per (phrasing, term). ``written``: in how many entries each written word is.
    """

    fields: Array
    entries: Array
    keys: Array
    times: Array
    phrasing_entries: Array
    phrasings: Array
    phrasing_keys: Array
    written: Counter[str]


def gather(entries: Sequence[SearchEntry]) -> Gathered:
    """The counts of ``entries``; those whose texts were not counted when they were written are counted now."""
    lines, said = _Lines(), _Said()
    written: list[str] = []
    for number, entry in enumerate(entries):
        counted, words = (entry.counted, entry.words) if entry.counted else _count(entry)
        written.append(words)
        lines.add(counted, _counted_around(entry.labels), _counted_around(entry.replaced_names))
        for phrasings in entry.phrasings:
            said.add(number, phrasings)
    frequencies = Counter(chain.from_iterable(map(str.split, written)))
    fields, owners, keys, times = (np.concatenate(pair) for pair in zip(lines.columns(), said.lines(), strict=True))
    return Gathered(fields, owners, keys, times, *said.columns(), frequencies)


def _count(entry: SearchEntry) -> tuple[bytes, str]:
    return pack_entry(
        title=entry.title,
        names=entry.everyday_names,
        headings=entry.headings,
        questions=entry.questions,
        description=entry.description,
        body=entry.body,
    )


@lru_cache(maxsize=16_384)
def _counted_around(texts: tuple[str, ...]) -> bytes:
    return pack([count_texts(texts)])


def title_keys(title: str) -> tuple[int, ...]:
    """The keys of the words of a title that tell something, each once."""
    return tuple(dict.fromkeys(key(stem(word)) for word in tokens(title) if word not in STOP_WORDS))


class _Packed:
    """Counts of many texts, joined as bytes and read at the end: thousands of small arrays would cost seconds."""

    def __init__(self) -> None:
        self._sizes: list[bytes] = []
        self._keys: list[bytes] = []
        self._times: list[bytes] = []

    def add(self, packed: bytes, fields: int) -> None:
        sizes, keys, times = split(packed, fields)
        self._sizes.append(sizes)
        self._keys.append(keys)
        self._times.append(times)

    def columns(self) -> tuple[Array, Array, Array]:
        """How many terms each text has, then the keys of all, then how many times each comes."""
        return (
            np.frombuffer(b"".join(self._sizes), "<u4"),
            np.frombuffer(b"".join(self._keys), "<u8"),
            np.frombuffer(b"".join(self._times), "u1"),
        )


class _Lines:
    """The fields of entries: their own, then those that come from around."""

    _AROUND = (*range(len(COUNTED_FIELDS)), _LABELS, _NAMES)

    def __init__(self) -> None:
        self._packed = _Packed()
        self._entries = 0

    def add(self, counted: bytes, labels: bytes, names: bytes) -> None:
        self._entries += 1
        self._packed.add(counted, len(COUNTED_FIELDS))
        self._packed.add(labels, 1)
        self._packed.add(names, 1)

    def columns(self) -> tuple[Array, Array, Array, Array]:
        """Field, entry, key and times of each line."""
        sizes, keys, times = self._packed.columns()
        fields = np.repeat(np.tile(np.array(self._AROUND, "u1"), self._entries), sizes)
        entries = np.repeat(np.repeat(np.arange(self._entries, dtype="i4"), len(self._AROUND)), sizes)
        return fields, entries, keys, times


class _Said:
    """The phrasings of entries, in their order."""

    def __init__(self) -> None:
        self._packed = _Packed()
        self._whose: list[int] = []

    def add(self, number: int, phrasings: Phrasings) -> None:
        counted = phrasings.counted or pack([count_texts((sentence,)) for sentence in phrasings.said])
        self._packed.add(counted, len(phrasings.said))
        self._whose += [number] * len(phrasings.said)

    def columns(self) -> tuple[Array, Array, Array]:
        """Whose each phrasing is; the phrasing and the key of each of their terms."""
        sizes, keys, _ = self._packed.columns()
        return np.array(self._whose, "i4"), np.repeat(np.arange(len(sizes), dtype="i4"), sizes), keys

    def lines(self) -> tuple[Array, Array, Array, Array]:
        """Phrasings are a field too: all those of an entry as one text."""
        whose, phrasings, keys = self.columns()
        entries = whose[phrasings]
        order = np.lexsort((keys, entries))
        entries, keys = entries[order], keys[order]
        firsts = np.flatnonzero(np.r_[True, (keys[1:] != keys[:-1]) | (entries[1:] != entries[:-1])][: len(keys)])
        times = np.minimum(np.diff(np.r_[firsts, len(keys)]), 255).astype("u1")
        return np.full(len(firsts), _SAID, "u1"), entries[firsts], keys[firsts], times
