"""Nearness of whole sentences: vectors that are stored are not made again, and what has none stands in the middle."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import pytest

from procedures.catalogue import Phrasings, SearchEntry
from procedures.model import Audience, Origin, ProcedureKind
from procedures.search.ranking import Ranking
from procedures.search.sentences import (
    NearSentences,
    SentenceVectors,
    installed_model,
    save,
    sentence_key,
    stored_vectors,
)
from procedures.search.signals import SIGNALS
from procedures.search.weights import Mix, Weights


@dataclass(eq=False)
class LetterModel:
    """Tells how alike two sentences are by how often they hold each letter."""

    name: str = "letters"
    read: list[str] = field(default_factory=list)

    def vector(self, sentence: str) -> Any:
        self.read.append(sentence)
        counts = np.array([sentence.lower().count(letter) for letter in "abcdefghijklmnopqrstuvwxyz"], "f4")
        return counts / np.linalg.norm(counts)


class _Slow(LetterModel):
    """Never comes to the end of a lone letter."""

    def vector(self, sentence: str) -> Any:
        if len(sentence) == 1:
            Event().wait()
        return super().vector(sentence)


def _stored(*sentences: str) -> tuple[Any, Any]:
    model = LetterModel()
    by_key = sorted((sentence_key(sentence), model.vector(sentence) * 127) for sentence in sentences)
    return np.array([key for key, _ in by_key], "u8"), np.array([vector for _, vector in by_key], "i1")


def _entry(title: str, *said: str) -> SearchEntry:
    entry = SearchEntry(title, "procedure", ProcedureKind.INFORMATION, Audience.INDIVIDUALS, Origin.OFFICIAL, title)
    return replace(entry, phrasings=(Phrasings(title, 1, said),)) if said else entry


def _none() -> SentenceVectors:
    return SentenceVectors("", np.empty(0, "u8"), np.empty((0, 0), "i1"))


def test_all_the_sentences_of_a_document_together_tell_how_near_it_is() -> None:
    near = NearSentences([_entry("A", "permis", "xyz"), _entry("B", "passeport")], LetterModel(), _none())

    assert near.near("permis") == pytest.approx([0.71, 0.68], abs=0.01)


def test_a_document_that_nobody_has_phrased_is_asked_for_by_its_title() -> None:
    near = NearSentences([_entry("Cantine"), _entry("B", "passeport")], LetterModel(), _none())

    assert near.near("cantine")[0] == pytest.approx(1)


def test_stored_vectors_are_not_made_again(tmp_path: Path) -> None:
    model, file = LetterModel(), tmp_path / "vectors.npz"
    save(file, model.name, [sentence_key("permis"), sentence_key("voiture")], np.array([model.vector("permis")] * 2))
    model.read.clear()

    near = NearSentences([_entry("A", "permis"), _entry("B", "voiture")], model, stored_vectors(file))

    assert model.read == []
    assert near.near("permis") == pytest.approx([1, 1], abs=0.02)  # bytes are a little coarse


def test_vectors_of_another_model_are_not_compared(tmp_path: Path) -> None:
    model, file = LetterModel(), tmp_path / "vectors.npz"
    save(file, "another", [sentence_key("permis")], np.ones((1, 26)))

    NearSentences([_entry("A", "permis")], model, stored_vectors(file))

    assert model.read == ["permis"]


def test_what_has_no_vector_yet_stands_where_the_others_do_on_average() -> None:
    stored = SentenceVectors("letters", *_stored("abc", "xyz"))
    near = NearSentences([_entry("A", "abc"), _entry("B", "xyz"), _entry("C", *"abcdefghijklmnopq")], _Slow(), stored)

    assert near.near("abc") == pytest.approx([1, 0, 0.5])


def test_nothing_is_compared_before_there_is_anything_to_compare() -> None:
    near = NearSentences([_entry("A", *"abcdefghijklmnopq")], _Slow(), _none())
    assert not near.ready
    assert near.near("permis") == pytest.approx([0])


def test_what_is_asked_for_as_before_is_not_read_again_and_stays_as_near() -> None:
    first = [_entry("A", "permis", "xyz"), _entry("B", "passeport"), _entry("C", "voiture")]
    then = [_entry("C", "voiture"), _entry("A", "permis", "carte grise"), _entry("B", "passeport")]
    model = LetterModel()
    before = NearSentences(first, model, _none())
    read = len(model.read)
    after = NearSentences(then, model, _none(), before)
    assert model.read[read:] == ["permis", "carte grise"]
    anew = NearSentences(then, LetterModel(), _none())
    assert np.allclose(after.near("permis"), anew.near("permis"))


def test_an_empty_base_has_nothing_near() -> None:
    near = NearSentences([], LetterModel(), _none())
    assert not near.ready
    assert len(near.near("permis")) == 0


@pytest.mark.parametrize(("title_weight", "read"), [(50.0, []), (0.1, ["permis"])], ids=["decided", "in doubt"])
def test_a_question_is_read_whole_only_when_its_words_leave_a_doubt(title_weight: float, read: list[str]) -> None:
    mix = Mix(np.array([title_weight if name == "title_cosine" else 0.0 for name in SIGNALS]), nothing=0.0)
    model = LetterModel()
    ranking = Ranking(
        [_entry("Permis"), _entry("Passeport")], sentences=model, weighed=Weights(*(mix for _ in fields(Weights)))
    )
    model.read.clear()

    assert ranking.find("permis", 1)[0].id == "Permis"
    assert model.read == read


@pytest.mark.skipif(installed_model() is None, reason="no sentence model for this processor")
def test_the_installed_model_finds_what_is_said_in_other_words() -> None:
    model = installed_model()
    assert model is not None
    near = NearSentences(
        [_entry("A", "mon proprio garde ma caution"), _entry("B", "refaire mon passeport")], model, _none()
    )

    first, second = near.near("le propriétaire ne me rend pas le dépôt de garantie")
    assert first > second
