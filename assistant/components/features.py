"""What the intent classifier looks at: words, pieces of words, how it begins and ends, and the cues of a question."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from assistant.components.cues import cues
from assistant.components.text import tokens

SHORTEST_PIECE, LONGEST_PIECE = 2, 5
WORDS_AT_EACH_END = 3
LONGEST_COUNTED, WORDS_A_STEP = 12, 2
# How much each kind weighs against the others, chosen by cross-validation (docs/decisions/0003-intent-classifier.md).
WEIGHTS = {"word": 1.5, "piece": 1.0, "end": 0.5, "cue": 1.0}


def counted(normalised_text: str) -> dict[str, Counter[str]]:
    """How often each feature occurs, by kind. Names start with the kind, so that kinds never mix."""
    words = tokens(normalised_text)
    return {
        "word": Counter(_runs(words)),
        "piece": Counter(_pieces(words)),
        "end": Counter(_ends(words)),
        "cue": Counter(f"cue:{name}" for name in cues(normalised_text)),
    }


def weighted(normalised_text: str, rarity: dict[str, float]) -> dict[str, float]:
    """The known features of a text and their weights: each kind has the length that ``WEIGHTS`` gives it."""
    weights: dict[str, float] = {}
    for kind, counts in counted(normalised_text).items():
        raw = {name: (1 + math.log(count)) * rarity[name] for name, count in counts.items() if name in rarity}
        length = math.sqrt(sum(value * value for value in raw.values()))
        weights.update((name, WEIGHTS[kind] * value / length) for name, value in raw.items())
    return weights


def rarities(normalised_texts: list[str], *, at_least: int) -> dict[str, float]:
    """How much each feature tells by being rare, for those in ``at_least`` texts; cues always count, and all alike."""
    seen = Counter(name for text in normalised_texts for counts in counted(text).values() for name in counts)
    total = len(normalised_texts)
    return {
        name: 1.0 if name.startswith("cue:") else 1 + math.log((1 + total) / (1 + count))
        for name, count in sorted(seen.items())
        if count >= at_least or name.startswith("cue:")
    }


def _runs(words: list[str]) -> Iterator[str]:
    yield from (f"word:{word}" for word in words)
    yield from (f"word:{first} {second}" for first, second in pairwise(words))
    yield from (f"word:{first} _ {third}" for first, third in zip(words, words[2:]))  # noqa: B905 - Python 3.10


def _ends(words: list[str]) -> Iterator[str]:
    """The first and last words, and about how many there are."""
    yield from (f"end:first {word}" for word in words[:WORDS_AT_EACH_END])
    yield from (f"end:last {word}" for word in words[-WORDS_AT_EACH_END:])
    yield f"end:length {min(len(words), LONGEST_COUNTED) // WORDS_A_STEP}"


def _pieces(words: list[str]) -> Iterator[str]:
    for word in words:
        padded = f" {word} "
        for size in range(SHORTEST_PIECE, LONGEST_PIECE + 1):
            yield from (f"piece:{padded[start : start + size]}" for start in range(len(padded) - size + 1))
