"""Where things are in the project's folder."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def cache(data_dir: Path) -> Path:
    """Where downloads are kept: beside the project, shared with its tests, or with the data if that is read-only."""
    return ROOT / ".cache" if os.access(ROOT, os.W_OK) else data_dir / "cache"
