"""``python -m benchmarks.linking.following FILE``: how soon a changed procedure is found, and what readiness costs.

``FILE`` is an SQLite base that holds the guide; a copy of it is changed. The time runs from the commit to the first
question that finds the new words, in this process, as the action server follows (whole sentences read) and as the web
service does (words and meaning alone).
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

from procedures.model import Procedure
from procedures.search import LexicalSearch, installed_model
from procedures.search.sentences import SentenceModel
from procedures.store import Store, StoredCatalogue
from procedures.store.engine import create_engine

_TIMES = 5
_LOOK_EVERY_S = 0.1  # as both processes look
_NEW_WORD = "xylotrempage"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, help="an SQLite base that holds the guide, such as guichet.sqlite3")
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(shutil.copy(parser.parse_args().file, folder))
        for name, model in (("words and meaning", None), ("whole sentences too", installed_model())):
            _measure(f"sqlite:///{copied}", name, model)
    print(f"at most {getrusage(RUSAGE_SELF).ru_maxrss / 1024:.0f} MB in this process")


def _measure(address: str, name: str, model: SentenceModel | None) -> None:
    engine = create_engine(address)
    catalogue, store = StoredCatalogue(engine), Store(engine)
    begun, worked = time.perf_counter(), time.process_time()
    search = LexicalSearch(catalogue, model)
    print(f"{name}: ready in {time.perf_counter() - begun:.2f} s, {time.process_time() - worked:.2f} of processor")
    waited, worked = [], time.process_time()
    for number, procedure in enumerate(islice(_procedures(catalogue), _TIMES)):
        word = f"{_NEW_WORD}{'abcdefgh'[number] * 3}"
        time.sleep(5)  # an editor does not publish twice a second, and the process rests after it has indexed
        waited.append(_until_found(search, store, replace(procedure, title=f"{procedure.title} {word}"), word))
    used = (time.process_time() - worked) / _TIMES
    listed = ", ".join(f"{seconds:.2f}" for seconds in waited)
    print(f"{name}: a change is found after {statistics.median(waited):.2f} s ({listed}), {used:.2f} of processor")
    engine.dispose()


def _until_found(search: LexicalSearch, store: Store, changed: Procedure, word: str) -> float:
    store.put([changed])
    committed = time.perf_counter()
    while changed.id not in {hit.id for hit in search.find(word)}:
        time.sleep(_LOOK_EVERY_S)
    return time.perf_counter() - committed


def _procedures(catalogue: StoredCatalogue) -> Iterator[Procedure]:
    for entry in list(catalogue.search_entries())[::400]:
        procedure = catalogue.procedure(entry.id)
        if procedure is not None:
            yield procedure


if __name__ == "__main__":
    main()
