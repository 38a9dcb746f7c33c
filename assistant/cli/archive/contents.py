"""The file itself: a compressed tar with a manifest that says what is in it and how to know that it is whole."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from assistant.cli.console import CommandError

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database.sqlite3"
SETTINGS = "settings.env"
DATA = "data/"
COMPRESSION = 3  # the guide's trees shrink eightfold at once; more only takes longer
TRY_ANOTHER = "utilisez une autre sauvegarde ; rien n'a été modifié."


@dataclass(frozen=True)
class Manifest:
    """What the archive holds. ``files``: SHA-256 of each, by its name in the archive."""

    created_at: str
    rows_from: str  # "sqlite" or "postgresql", for information: either can be restored anywhere
    files: Mapping[str, str] = field(default_factory=dict)
    format: int = FORMAT


def write(archive: Path, files: Mapping[str, Path], *, rows_from: str) -> Manifest:
    """Write ``files`` (by their name in the archive) to ``archive``, readable by its owner alone, all or nothing."""
    manifest = Manifest(
        created_at=datetime.now(UTC).isoformat(timespec="seconds"),
        rows_from=rows_from,
        files={name: _digest(path) for name, path in files.items()},
    )
    archive.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(dir=archive.parent, prefix=f".{archive.name}-")  # mode 0600
    try:
        with (
            os.fdopen(handle, "wb") as file,
            tarfile.open(fileobj=file, mode="w:gz", compresslevel=COMPRESSION) as tar,
        ):
            _add_text(tar, MANIFEST, json.dumps(asdict(manifest), indent=1))
            for name, path in files.items():
                tar.add(path, arcname=name, recursive=False, filter=_anonymous)
        Path(unfinished).replace(archive)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise
    return manifest


def read(archive: Path, folder: Path) -> Manifest:
    """Unpack ``archive`` into ``folder`` and check every file of it.

    Raises:
        CommandError: it is no backup, is damaged, or was made by a newer version.
    """
    try:
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, EOFError, tarfile.TarError, ValueError, TypeError) as error:
        raise CommandError(f"{archive} n'est pas une sauvegarde lisible ({error}).", TRY_ANOTHER) from error
    if manifest.format > FORMAT:
        raise CommandError(
            f"{archive} vient d'une version plus récente de Guichet.", "mettez Guichet à jour avant de restaurer."
        )
    for name, digest in manifest.files.items():
        if not (folder / name).is_file() or _digest(folder / name) != digest:
            raise CommandError(f"{archive} est abîmée : « {name} » n'est pas intact.", TRY_ANOTHER)
    if DATABASE not in manifest.files:
        raise CommandError(f"{archive} ne contient pas de base de données.", TRY_ANOTHER)
    return manifest


def _add_text(tar: tarfile.TarFile, name: str, text: str) -> None:
    content = text.encode()
    member = tarfile.TarInfo(name)
    member.size = len(content)
    member.mode = 0o600
    tar.addfile(member, io.BytesIO(content))


def _anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Without the account's name, which means nothing elsewhere."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    return member


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
