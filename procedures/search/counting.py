"""The terms of an entry, counted once when it is written, so that an index of thousands is assembled in a second.

A term is a stem or two neighbouring stems. Counts are packed by field: how many terms each field has, the key of each
term, how many times it comes. Keys rather than spellings: they sort and compare as numbers.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from procedures.search.words import STOP_WORDS, pairs, stem, tokens, written_words
from procedures.words import fold

Keys = NDArray[np.uint64]
Counts = NDArray[np.uint8]

COUNTED_FIELDS = ("title", "names", "headings", "questions", "description", "body")
_MOST_TIMES = 255
_NO_PAIRS = frozenset({"body"})  # a running text holds so many that they tell little for what they weigh


@lru_cache(maxsize=200_000)
def key(term: str) -> int:
    """The number that stands for ``term``: 64 bits, so that no two terms of a guide share one; odd for a pair.

    >>> key("carte identite") == key("carte identite") != key("carte")
    True
    """
    number = int.from_bytes(hashlib.blake2b(term.encode(), digest_size=8).digest(), "little")
    return number | 1 if " " in term else number & ~1


def count_texts(texts: Iterable[str], *, with_pairs: bool = True) -> Counter[str]:
    """The terms of ``texts``, each with the times it comes; neighbours are looked for inside each text."""
    counts: Counter[str] = Counter()
    for text in texts:
        if with_pairs:
            stemmed = [stem(word) for word in tokens(text) if word not in STOP_WORDS]
            counts.update(stemmed)
            counts.update(pairs(stemmed))
        else:
            _count_words(text, counts)
    return counts


def written_in(texts: Iterable[str]) -> set[str]:
    """The folded words of ``texts`` that tell something: what the spelling may correct to."""
    written = {word for text in texts for word in written_words(text)}
    return {folded for word in written if (folded := fold(word)) not in STOP_WORDS}


def pack(fields: Sequence[Counter[str]]) -> bytes:
    """``fields`` as they lie in the base."""
    sizes = np.array([len(counts) for counts in fields], dtype="<u4")
    keys = np.array([key(term) for counts in fields for term in counts], dtype="<u8")
    times = np.array([min(times, _MOST_TIMES) for counts in fields for times in counts.values()], dtype="u1")
    return sizes.tobytes() + keys.tobytes() + times.tobytes()


def unpack(packed: bytes, fields: int) -> tuple[NDArray[np.uint32], Keys, Counts]:
    """How many terms each of the ``fields`` has, then the keys of all, then how many times each comes."""
    sizes, keys, times = split(packed, fields)
    return np.frombuffer(sizes, "<u4"), np.frombuffer(keys, "<u8"), np.frombuffer(times, "u1")


def split(packed: bytes, fields: int) -> tuple[bytes, bytes, bytes]:
    """The three parts of what ``pack`` made, so that those of many entries can be joined before they are read."""
    start = 4 * fields
    end = start + 8 * ((len(packed) - start) // 9)
    return packed[:start], packed[start:end], packed[end:]


def pack_entry(
    *,
    title: str,
    names: Iterable[str],
    headings: Iterable[str],
    questions: Iterable[str],
    description: str,
    body: str,
) -> tuple[bytes, str]:
    """The counts of an entry's own texts, field by field, and the words written in them, one space apart."""
    texts = {
        "title": (title,),
        "names": tuple(names),
        "headings": tuple(headings),
        "questions": tuple(questions),
        "description": (description,),
        "body": (body,),
    }
    fields = [count_texts(texts[name], with_pairs=name not in _NO_PAIRS) for name in COUNTED_FIELDS]
    return pack(fields), " ".join(sorted(written_in(text for field in texts.values() for text in field)))


def _count_words(text: str, counts: Counter[str]) -> None:
    """A long text: each written word is folded and stemmed once, not at each use."""
    for word, times in Counter(written_words(text)).items():
        folded = fold(word)
        if folded not in STOP_WORDS:
            counts[stem(folded)] += times
