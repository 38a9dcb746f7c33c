"""From the files of one or several sources to items of the base, one document in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from procedures.identity import PublicIds
from procedures.importer import json_files, xml_files
from procedures.importer.dossiers import read_dossier, read_theme
from procedures.importer.header import read_breadcrumb
from procedures.importer.nodes import Node, UnreadableDocumentError
from procedures.importer.procedures import read_procedure
from procedures.importer.resources import read_resource
from procedures.importer.runs import audience_named
from procedures.importer.sources import File, Files, open_files
from procedures.model import Audience, Dossier, Procedure, Resource, Theme


@dataclass(frozen=True)
class Unreadable:
    """A file that was skipped. ``id`` is the public id of the page it should have held."""

    name: str
    reason: str
    id: str


Item = Procedure | Dossier | Theme | Resource | Unreadable


def read(source: str | Path) -> Iterator[Item]:
    """The items of a local source: folder of XML or of the JSON snapshot, official zip, or npm tarball.

    Raises:
        SourceError: the source as a whole cannot be used. A single bad file is an ``Unreadable`` item instead.
    """
    return read_all([open_files(Path(source))])


def read_all(sources: Sequence[Files]) -> Iterator[Item]:
    """The items of several sources, whose public ids are settled together."""
    audiences = [_audiences(files) for files in sources]
    ids = PublicIds(
        (PurePosixPath(name).stem, by_folder[str(PurePosixPath(name).parent)])
        for files, by_folder in zip(sources, audiences, strict=True)
        for name in files.names()
    )
    for files, by_folder in zip(sources, audiences, strict=True):
        for file in files.files():
            yield _read_item(file, by_folder[file.folder], ids)


def audiences_of(sources: Sequence[Files]) -> frozenset[Audience]:
    """The audiences that the sources hold pages for."""
    return frozenset(audience for files in sources for audience in _audiences(files).values())


def _read_item(file: File, audience: Audience, ids: PublicIds) -> Item:
    try:
        return _item(_root(file), audience, ids)
    except UnreadableDocumentError as error:
        return Unreadable(file.name, str(error), ids.of(file.source_id, audience))


def _root(file: File) -> Node:
    if file.data is None:
        raise UnreadableDocumentError(file.problem)
    root = xml_files.parse(file.data) if file.name.endswith(".xml") else json_files.parse(file.data)
    if root.get("ID") != file.source_id:
        raise UnreadableDocumentError(f"le fichier contient la page {root.get('ID') or 'sans numéro'}")
    return root


def _item(root: Node, audience: Audience, ids: PublicIds) -> Item:
    if root.name == "ServiceComplementaire":
        return read_resource(root, audience, ids)
    if root.name != "Publication":
        raise UnreadableDocumentError(f"élément racine inconnu : {root.name}")
    if root.get("type") == "Theme":
        return read_theme(root, audience, ids)
    if root.get("ID").startswith("N"):
        return read_dossier(root, audience, ids)
    return read_procedure(root, audience, ids)


def _audiences(files: Files) -> dict[str, Audience]:
    """The audience of each folder: by its name, else by the breadcrumb of its first readable page."""
    folders = dict.fromkeys(str(PurePosixPath(name).parent) for name in files.names())
    known = {folder: named for folder in folders if (named := audience_named(PurePosixPath(folder).name))}
    if len(known) < len(folders):
        known |= _audiences_by_content(files, known)
    return {folder: known.get(folder, Audience.INDIVIDUALS) for folder in folders}


def _audiences_by_content(files: Files, known: dict[str, Audience]) -> dict[str, Audience]:
    found: dict[str, Audience] = {}
    wanted = {str(PurePosixPath(name).parent) for name in files.names()} - set(known)
    for file in files.files():
        if not wanted:
            break
        if file.folder not in wanted:
            continue
        try:
            root = _root(file)
        except UnreadableDocumentError:
            continue
        if audience := next((a for step in read_breadcrumb(root) if (a := audience_named(step.id))), None):
            found[file.folder] = audience
            wanted.discard(file.folder)
    return found
