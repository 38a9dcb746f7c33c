"""One running assistant per data folder."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.cli import console
from assistant.cli.console import CommandError

DISK_REFUSED = 200 * 10**6
DISK_TIGHT = 10**9


@contextmanager
def only_one(data_dir: Path) -> Iterator[None]:
    """Hold ``data_dir`` for this process alone; the system lets go of it however the process ends.

    Raises:
        CommandError: an assistant runs on it already, or the folder cannot be written.
    """
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = (data_dir / "guichet.lock").open("a")
    except OSError as error:
        raise CommandError(
            f"Le dossier de données {data_dir} ne peut pas être écrit ({error.strerror}).",
            "donnez-en un autre avec --data-dir ou GUICHET_DATA_DIR, ou corrigez ses droits.",
        ) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise CommandError(
                f"Un assistant est déjà lancé sur {data_dir}.",
                "arrêtez-le d'abord (Ctrl-C dans son terminal, ou « systemctl stop guichet »).",
            ) from error
        yield


def check_disk(data_dir: Path, *, free: int | None = None) -> None:
    """Refuse to start on a full disk: messages could not be kept.

    Raises:
        CommandError: less than 200 MB are left.
    """
    left = shutil.disk_usage(data_dir).free if free is None else free
    if left < DISK_REFUSED:
        raise CommandError(
            f"Le disque de {data_dir} est plein ({left // 10**6} Mo libres).",
            "libérez de la place (« df -h », « du -sh * »), ou déplacez les données avec --data-dir.",
        )
    if left < DISK_TIGHT:
        console.warn(f"Il reste {left // 10**6} Mo sur le disque de {data_dir} : pensez à libérer de la place.")
