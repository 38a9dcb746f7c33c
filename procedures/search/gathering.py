"""All counts of all entries in a few long arrays, from which an index is computed at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from procedures.catalogue import Phrasings, SearchEntry
from procedures.search.counting import COUNTED_FIELDS, count_texts, key, pack, pack_entry, unpack
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
    lines = _Lines()
    said = _Said()
    written: Counter[str] = Counter()
    for number, entry in enumerate(entries):
        counted, words = (entry.counted, entry.words) if entry.counted else _count(entry)
        written.update(words.split(" "))
        sizes, keys, times = unpack(counted, len(COUNTED_FIELDS))
        lines.add(number, range(len(COUNTED_FIELDS)), sizes, keys, times)
        lines.add(number, (_LABELS,), *unpack(_counted_around(entry.labels), 1))
        lines.add(number, (_NAMES,), *unpack(_counted_around(entry.replaced_names), 1))
        for phrasings in entry.phrasings:
            said.add(number, phrasings)
    whose, numbers, phrasing_keys = said.columns()
    lines.add_said(whose, numbers, phrasing_keys)
    del written[""]
    return Gathered(*lines.columns(), whose, numbers, phrasing_keys, written)


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


class _Lines:
    def __init__(self) -> None:
        self._blocks: list[tuple[int, int, int]] = []  # field, entry, how many
        self._keys: list[Array] = []
        self._times: list[Array] = []
        self._said: tuple[Array, ...] = ()

    def add(self, number: int, fields: Iterable[int], sizes: Array, keys: Array, times: Array) -> None:
        self._blocks += [(field, number, size) for field, size in zip(fields, sizes.tolist(), strict=True)]
        self._keys.append(keys)
        self._times.append(times)

    def add_said(self, whose: Array, phrasings: Array, keys: Array) -> None:
        """Phrasings are a field too: all those of an entry as one text."""
        if not len(keys):
            return
        entries = whose[phrasings]
        order = np.lexsort((keys, entries))
        entries, keys = entries[order], keys[order]
        first = np.flatnonzero(np.r_[True, (keys[1:] != keys[:-1]) | (entries[1:] != entries[:-1])])
        times = np.diff(np.r_[first, len(keys)])
        self._said = (np.full(len(first), _SAID, "u1"), entries[first], keys[first], np.minimum(times, 255))

    def columns(self) -> tuple[Array, Array, Array, Array]:
        blocks = np.array(self._blocks, "i4").reshape(-1, 3)
        fields = np.repeat(blocks[:, 0].astype("u1"), blocks[:, 2])
        entries = np.repeat(blocks[:, 1], blocks[:, 2])
        keys = np.concatenate(self._keys) if self._keys else np.empty(0, "u8")
        times = np.concatenate(self._times) if self._times else np.empty(0, "u1")
        if not self._said:
            return fields, entries, keys, times
        said_fields, said_entries, said_keys, said_times = self._said
        return (
            np.concatenate((fields, said_fields)),
            np.concatenate((entries, said_entries.astype("i4"))),
            np.concatenate((keys, said_keys)),
            np.concatenate((times, said_times.astype("u1"))),
        )


class _Said:
    def __init__(self) -> None:
        self._whose: list[int] = []
        self._sizes: list[Array] = []
        self._keys: list[Array] = []

    def add(self, number: int, phrasings: Phrasings) -> None:
        counted = phrasings.counted or pack([count_texts((sentence,)) for sentence in phrasings.said])
        sizes, keys, _ = unpack(counted, len(phrasings.said))
        self._whose += [number] * len(phrasings.said)
        self._sizes.append(sizes)
        self._keys.append(keys)

    def columns(self) -> tuple[Array, Array, Array]:
        """Whose each phrasing is; the phrasing and the key of each of their terms."""
        if not self._whose:
            return np.empty(0, "i4"), np.empty(0, "i4"), np.empty(0, "u8")
        sizes = np.concatenate(self._sizes)
        phrasings = np.repeat(np.arange(len(sizes), dtype="i4"), sizes)
        return np.array(self._whose, "i4"), phrasings, np.concatenate(self._keys)
