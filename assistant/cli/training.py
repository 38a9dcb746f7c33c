"""The dialogue model: trained again only when what it learns from has changed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from assistant.cli.paths import ROOT

# What the model is made from. Components count: their code decides what is learnt.
SOURCES = ("config.yml", "assistant/domain", "assistant/rules", "assistant/stories", "assistant/components", "nlu_data")
KEPT = {".yml", ".yaml", ".py", ".txt", ".json", ".csv"}


def model_path(data_dir: Path, *, root: Path = ROOT) -> Path:
    """Where the model of the present training data is, or will be once trained."""
    return data_dir / "models" / f"{fingerprint(root)}.tar.gz"


def fingerprint(root: Path = ROOT) -> str:
    """Changes when the training data does; the same for the same files on any machine."""
    digest = hashlib.sha256()
    for file in _files(root):
        digest.update(file.relative_to(root).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def environment(variables: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Variables for a process of Rasa's environment: it imports this project's components, and stays quiet."""
    return {
        **variables,
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    }


def forget_older(model: Path) -> None:
    """Delete models of earlier training data: only the present one can be served."""
    for other in model.parent.glob("*.tar.gz"):
        if other != model:
            other.unlink(missing_ok=True)


def _files(root: Path) -> Iterator[Path]:
    for name in SOURCES:
        place = root / name
        found = [place] if place.is_file() else sorted(place.rglob("*"))
        yield from (file for file in found if file.is_file() and file.suffix in KEPT)
