"""Procedures into content files, all or none."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from procedures.model import Procedure
from procedures.yaml_files.files import dump

NEW = "fiches"  # the sub-folder of what has none yet
_FIRST_LINE = "# yaml-language-server: $schema=../schema.json\n"


def save(procedures: Iterable[Procedure], folder: Path, *, places: Mapping[str, str] | None = None) -> tuple[Path, ...]:
    """Write each procedure to ``folder/<sub-folder>/<id>.yaml`` and return the files. When one cannot be written, those
    before it are as they were.

    ``places`` gives the sub-folder of procedures that have one. A file of the same name elsewhere in ``folder`` is
    written over where it stands.

    Raises:
        ValueError: a procedure holds what only the official guide uses; nothing was written.
        OSError: the disk refuses; what was there before is back.
    """
    standing = {file.stem: file for file in folder.rglob("*.yaml")}
    texts = {
        standing.get(procedure.id, folder / (places or {}).get(procedure.id, NEW) / f"{procedure.id}.yaml"): dump(
            procedure
        )
        for procedure in procedures
    }
    before = {file: file.read_bytes() if file.exists() else None for file in texts}
    try:
        for file, text in texts.items():
            _write(file, (_FIRST_LINE + text).encode())
    except OSError:
        for file, content in before.items():
            _put_back(file, content)
        raise
    return tuple(texts)


def _write(file: Path, content: bytes) -> None:
    """A reader sees the old file or the new one, never half of one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, suffix=".tmp", delete=False) as written:
        written.write(content)
    Path(written.name).replace(file)


def _put_back(file: Path, content: bytes | None) -> None:
    if content is None:
        file.unlink(missing_ok=True)
    else:
        file.write_bytes(content)
