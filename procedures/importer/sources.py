"""Where the guide is read from: a folder, a zip, or the npm tarball of the snapshot; files come out one at a time."""

from __future__ import annotations

import re
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

_DOCUMENT = re.compile(r"[FNR]\d+\.(xml|json)")
MOST_BYTES_OF_A_FILE = 32_000_000  # the largest fiche of the snapshot is 2.6 MB
MOST_BYTES_OF_A_SOURCE = 4_000_000_000
MOST_FILES = 100_000


class SourceError(Exception):
    """A source that cannot be used. The message says what, why and what to do, in French, for the operator."""


@dataclass(frozen=True)
class File:
    """A document's file. ``data`` is None when it could not be read; ``problem`` then says why."""

    name: str
    data: bytes | None
    problem: str = ""

    @property
    def source_id(self) -> str:
        return PurePosixPath(self.name).stem

    @property
    def folder(self) -> str:
        return str(PurePosixPath(self.name).parent)


class Files(Protocol):
    """The documents of a source: their names first, because public ids depend on all of them, then their contents."""

    def names(self) -> tuple[str, ...]: ...

    def files(self) -> Iterator[File]: ...


def open_files(path: Path) -> Files:
    """The files of a local source.

    Raises:
        SourceError: nothing there, not a folder nor an archive, or an archive that looks hostile.
    """
    if path.is_dir():
        files: Files = Folder(path)
    elif not path.exists():
        raise SourceError(f"{path} n’existe pas. Indiquez un dossier, un fichier zip, une archive .tgz ou une adresse.")
    elif zipfile.is_zipfile(path):
        files = ZipArchive(path)
    elif _is_tarball(path):
        files = TarArchive(path)
    else:
        raise SourceError(
            f"{path} n’est ni un dossier, ni un zip, ni une archive .tgz lisible. "
            "Le fichier est peut-être incomplet : téléchargez-le de nouveau."
        )
    if not files.names():
        raise SourceError(
            f"{path} ne contient aucune fiche (F….xml, N….xml, R….xml ou .json). "
            "Indiquez le dossier ou l’archive du guide officiel."
        )
    return files


class Folder:
    def __init__(self, path: Path) -> None:
        self._path = path
        found = (file for file in path.rglob("*") if _DOCUMENT.fullmatch(file.name) and file.is_file())
        self._names = tuple(sorted(file.relative_to(path).as_posix() for file in found))
        # The folder's own name may be the audience's: it is kept in the names of its files.
        self._prefix = path.resolve().name

    def names(self) -> tuple[str, ...]:
        return tuple(f"{self._prefix}/{name}" for name in self._names)

    def files(self) -> Iterator[File]:
        for name in self._names:
            shown = f"{self._prefix}/{name}"
            try:
                with (self._path / name).open("rb") as stream:
                    yield _bounded(shown, stream)
            except OSError as error:
                yield File(shown, None, f"lecture impossible ({error.strerror})")


class ZipArchive:
    def __init__(self, path: Path) -> None:
        self._path = path
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
        _check_members(path, [(member.filename, member.file_size) for member in members])
        self._names = tuple(m.filename for m in members if _is_document(m.filename))

    def names(self) -> tuple[str, ...]:
        return self._names

    def files(self) -> Iterator[File]:
        with zipfile.ZipFile(self._path) as archive:
            for name in self._names:
                try:
                    with archive.open(name) as stream:
                        yield _bounded(name, stream)
                except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
                    yield File(name, None, f"illisible dans l’archive ({error})")


class TarArchive:
    """A tarball, read twice from end to end (names, then contents) and never unpacked."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._opened() as archive:
            members = [(member.name, member.size) for member in archive if member.isfile()]
        _check_members(path, members)
        self._names = tuple(name for name, _ in members if _is_document(name))

    def names(self) -> tuple[str, ...]:
        return self._names

    def files(self) -> Iterator[File]:
        with self._opened() as archive:
            for member in archive:
                if member.isfile() and _is_document(member.name):
                    stream = archive.extractfile(member)
                    assert stream is not None  # it is a file
                    yield _bounded(member.name, stream)

    @contextmanager
    def _opened(self) -> Iterator[tarfile.TarFile]:
        try:
            with tarfile.open(self._path, "r|*") as archive:
                yield archive
        except (tarfile.TarError, EOFError, OSError) as error:
            raise SourceError(
                f"{self._path} est illisible ({error}). "
                "L’archive est sans doute incomplète : téléchargez-la de nouveau."
            ) from error


def _is_tarball(path: Path) -> bool:
    try:
        return tarfile.is_tarfile(path)
    except EOFError:  # compressed, and cut short before its first header
        return False


def _is_document(name: str) -> bool:
    return _DOCUMENT.fullmatch(PurePosixPath(name).name) is not None


def _check_members(path: Path, members: list[tuple[str, int]]) -> None:
    """Refuse an archive that would fill the machine, or that names files outside of itself."""
    total = sum(size for _, size in members)
    if len(members) > MOST_FILES or total > MOST_BYTES_OF_A_SOURCE:
        raise SourceError(
            f"{path} annonce {len(members)} fichiers, {total // 1_000_000} Mo une fois ouverts : "
            "ce n’est pas le guide officiel. Vérifiez d’où vient l’archive."
        )
    for name, _ in members:
        if name.startswith(("/", "\\")) or ".." in PurePosixPath(name.replace("\\", "/")).parts:
            raise SourceError(f"{path} contient un nom de fichier dangereux ({name!r}). Vérifiez d’où vient l’archive.")


def _bounded(name: str, stream: IO[bytes]) -> File:
    data = stream.read(MOST_BYTES_OF_A_FILE + 1)
    if len(data) > MOST_BYTES_OF_A_FILE:
        return File(name, None, f"plus de {MOST_BYTES_OF_A_FILE // 1_000_000} Mo : trop gros pour une fiche")
    return File(name, data)
