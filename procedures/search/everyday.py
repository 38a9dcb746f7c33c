"""How people call things, beside how the guide does: "CNI", "nounou", "papiers de la voiture"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from procedures.search.words import STOP_WORDS, stem, tokens

_FILE = Path(__file__).parent / "everyday_words.yaml"


@dataclass(frozen=True)
class Translation:
    """Words of a question that the guide says otherwise. ``start`` and ``end``: their place among the tokens."""

    start: int
    end: int
    means: str
    stems: tuple[str, ...]


class EverydayWords:
    """A small dictionary: what is said, by its stems, and what the guide calls it."""

    def __init__(self, meanings: Mapping[str, tuple[str, ...]]) -> None:
        self._meanings: dict[tuple[str, ...], tuple[str, ...]] = {}
        for said, means in meanings.items():  # "perdu" and "perdue" are one entry
            known = self._meanings.get(_key(said), ())
            self._meanings[_key(said)] = tuple(dict.fromkeys((*known, *means)))
        self._longest = max((len(key) for key in self._meanings), default=0)

    def translate(self, words: list[str]) -> Iterator[Translation]:
        """What the folded ``words`` of a question mean in the guide, longest expressions first, without overlap."""
        stemmed = [stem(word) for word in words]
        taken: set[int] = set()
        for length in range(min(self._longest, len(words)), 0, -1):
            for start in range(len(words) - length + 1):
                span = set(range(start, start + length))
                means = self._meanings.get(tuple(stemmed[start : start + length]))
                if means and not span & taken:
                    taken |= span
                    for meaning in means:
                        meant = tuple(stem(word) for word in tokens(meaning) if word not in STOP_WORDS)
                        yield Translation(start, start + length, meaning, meant)


def _key(said: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in tokens(said))


@cache
def everyday_words() -> EverydayWords:
    """The dictionary beside this module. Raises ``ValueError`` naming the entry that is not "say" and "means"."""
    entries = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    meanings: dict[str, tuple[str, ...]] = {}
    for number, entry in enumerate(entries, start=1):
        if set(entry) != {"say", "means"} or not all(isinstance(part, list) and part for part in entry.values()):
            raise ValueError(
                f"{_FILE.name}, entry {number}: expected two lists, 'say' and 'means', found {entry!r}. "
                "Write what people say under 'say' and the guide's words under 'means'."
            )
        for said in entry["say"]:
            meanings[said] = (*meanings.get(said, ()), *entry["means"])
    return EverydayWords(meanings)
