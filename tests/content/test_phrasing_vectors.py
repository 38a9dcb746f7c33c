"""The stored vectors of sentences follow the phrasings: no sentence is read again at each start."""

from __future__ import annotations

from procedures.search.phrasings import files, read
from procedures.search.sentences import sentence_key, stored_vectors


def test_every_phrasing_has_its_vector_and_no_other_is_kept() -> None:
    wanted = {sentence_key(sentence) for file in files() for subject in read(file) for sentence in subject.said}
    kept = set(stored_vectors().keys.tolist())
    assert kept == wanted, "run: python -m benchmarks.linking.sentences"
