"""How easy a French text is to read, in numbers that an editor can act on.

Two known measures, both over words and sentences alone:

- LIX: words per sentence, plus the percentage of words longer than six letters (C.-H. Björnsson, *Läsbarhet*, 1968).
  Below 40 is easy, above 50 hard; French runs a little higher than English.
- Kandel and Moles: Flesch's reading ease adapted to French, 207 − 1.015 × words per sentence − 73.6 × syllables per
  word (L. Kandel and A. Moles, "Application de l'indice de Flesch à la langue française", 1958). 60 and more is plain.

Syllables are counted by their vowels, without the silent "e" at the end of a word: enough for an average.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONG_WORD = 6  # letters; LIX counts those with more

_SENTENCE_END = re.compile(r"(?<=[.!?:;…])\s+|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d[\d\s.,]*")
_ELIDED = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’]", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")
_VOWELS = re.compile(r"[aeiouyàâäéèêëîïôöùûüœæ]+", re.IGNORECASE)
_SILENT_END = re.compile(r"(?<=[^aeiouyàâäéèêëîïôöùûü])(?:es?|ent)$", re.IGNORECASE)


@dataclass(frozen=True)
class Readability:
    """The measures of one text. ``longest``: the words of its longest sentence."""

    words: int
    sentences: int
    long_words: int
    syllables: int
    longest: int

    @property
    def words_per_sentence(self) -> float:
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def lix(self) -> float:
        return self.words_per_sentence + 100 * self.long_words / self.words if self.words else 0.0

    @property
    def kandel_moles(self) -> float:
        if not self.words:
            return 207.0
        return 207 - 1.015 * self.words_per_sentence - 73.6 * self.syllables / self.words


def readability(text: str) -> Readability:
    """Measures ``text``. Web addresses count for nothing; a figure is one word of one syllable."""
    sentences = [words for part in sentences_in(text) if (words := _words(part))]
    words = [word for sentence in sentences for word in sentence]
    return Readability(
        words=len(words),
        sentences=len(sentences),
        long_words=sum(len(_ELIDED.sub("", word)) > LONG_WORD for word in words if not word[0].isdigit()),
        syllables=sum(syllables(word) for word in words),
        longest=max(map(len, sentences), default=0),
    )


def sentences_in(text: str) -> list[str]:
    """The sentences of ``text``; a list entry and what stands before a colon are sentences of their own."""
    bare = _ADDRESS.sub("", text)
    return [part.strip() for part in _SENTENCE_END.split(bare) if part.strip(" .-–«»")]


def syllables(word: str) -> int:
    """Spoken syllables of ``word``, one at least.

    >>> [syllables(word) for word in ("table", "documents", "mairie", "les", "2024")]
    [1, 3, 2, 1, 1]
    """
    spoken = _SILENT_END.sub("", word) or word
    return max(1, len(_VOWELS.findall(spoken)))


def _words(sentence: str) -> list[str]:
    return [found.strip() for found in _WORD.findall(sentence)]
