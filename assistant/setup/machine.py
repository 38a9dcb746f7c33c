"""Whether this machine can hold and run the assistant, asked before anything is downloaded."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from pathlib import Path

from assistant.setup.report import SetupError, warn

# Measured: 1.0 GB for Rasa's environment, 0.45 GB for the service's, as much again kept by uv, 0.2 GB for the guide and
# the database; a test installation adds a browser.
DISK_NEEDED = 4 * 10**9
DISK_NEEDED_ONCE_INSTALLED = 10**9
MEMORY_NEEDED = 2 * 10**9
MEMORY_COMFORTABLE = 4 * 10**9


def check(root: Path, *, installed: bool) -> None:
    """Refuse a machine on which the set-up would fail half-way.

    Raises:
        SetupError: Python too old, not Linux, or not enough disk or memory.
    """
    if sys.version_info < (3, 10):
        raise SetupError(
            f"Python {sys.version_info.major}.{sys.version_info.minor} est trop ancien.",
            "installez Python 3.10 ou plus récent, puis relancez avec « make PYTHON=python3.12 run ».",
        )
    if not sys.platform.startswith("linux"):
        raise SetupError(
            f"Le système « {sys.platform} » n'est pas pris en charge.",
            "utilisez une machine Linux (ou WSL 2 sous Windows).",
        )
    check_disk(shutil.disk_usage(root).free, installed=installed, place=root)
    check_memory(memory_size())


def check_disk(free: int, *, installed: bool, place: Path) -> None:
    """Refuse when ``free`` bytes do not hold what will be downloaded."""
    needed = DISK_NEEDED_ONCE_INSTALLED if installed else DISK_NEEDED
    if free < needed:
        raise SetupError(
            f"Il reste {_gigabytes(free)} sur le disque de {place} ; il en faut {_gigabytes(needed)}.",
            "libérez de la place (« df -h » montre les disques, « uv cache clean » vide le cache de uv), "
            "ou placez le projet sur un disque plus grand.",
        )


def check_memory(total: int | None) -> None:
    """Refuse when ``total`` bytes of memory cannot hold Rasa; warn when they barely do."""
    if total is None:
        return
    if total < MEMORY_NEEDED:
        raise SetupError(
            f"La machine a {_gigabytes(total)} de mémoire ; il en faut au moins {_gigabytes(MEMORY_NEEDED)}.",
            f"ajoutez de la mémoire ({_gigabytes(MEMORY_COMFORTABLE)} conseillés) ou utilisez une autre machine.",
        )
    if total < MEMORY_COMFORTABLE:
        warn(
            f"La machine a {_gigabytes(total)} de mémoire ; {_gigabytes(MEMORY_COMFORTABLE)} sont conseillés. "
            "L'entraînement peut être lent."
        )


def memory_size() -> int | None:
    """Bytes of memory this machine, or the container it runs in, may use; None when the system does not tell."""
    sizes = []
    with contextlib.suppress(OSError, ValueError):
        sizes.append(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    limit = Path("/sys/fs/cgroup/memory.max")
    if limit.is_file() and (text := limit.read_text(encoding="ascii").strip()).isdigit():
        sizes.append(int(text))
    return min(sizes, default=None)


def _gigabytes(size: int) -> str:
    return f"{size / 10**9:.1f} Go".replace(".", ",")
