"""What a town has put in its data folder, and its settings: the part of a backup that is not the database."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

# Made again at the next start, or kept otherwise.
REBUILT = {"models", "logs", "cache", "guichet.lock"}
SECRET_WORDS = ("SECRET", "PASSWORD", "TOKEN", "KEY")


def files(data_dir: Path) -> dict[str, Path]:
    """Files to keep, by their path inside ``data_dir``: the town's sheet, its own procedures, its pictures."""
    kept = {}
    for file in sorted(data_dir.rglob("*")):
        inside = file.relative_to(data_dir)
        if file.is_file() and not file.is_symlink() and inside.parts[0] not in REBUILT and ".sqlite3" not in file.name:
            kept[inside.as_posix()] = file
    return kept


def settings_text(variables: Mapping[str, str] = os.environ) -> str:
    """``GUICHET_*`` settings as a ``.env`` file, without any secret: passwords are left out, to be set again."""
    lines = ["# Réglages au moment de la sauvegarde. Les mots de passe n'y sont pas."]
    for name in sorted(variables):
        if name.startswith("GUICHET_") and not any(word in name for word in SECRET_WORDS):
            lines.append(f"{name}={without_password(variables[name])}")
    return "\n".join(lines) + "\n"


def without_password(value: str) -> str:
    """``value``, and when it is an address, without its password."""
    parts = urlsplit(value)
    if not parts.password:
        return value
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname or ""
    where = f"{host}:{parts.port}" if parts.port else host
    return urlunsplit(parts._replace(netloc=f"{parts.username}@{where}" if parts.username else where))


def files_beside(data_dir: Path, folder: Path) -> tuple[str, ...]:
    """What ``files`` finds in ``data_dir`` apart from ``folder``, a folder inside it that is being worked in."""
    return tuple(name for name, path in files(data_dir).items() if not path.is_relative_to(folder))
