"""The official guide for tests that need real content."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.guide_snapshot import snapshot_path


@pytest.fixture(scope="session")
def snapshot() -> Path:
    """The guide's snapshot: a folder or a tarball, as ``procedures.importer.read`` takes it."""
    return snapshot_path()
