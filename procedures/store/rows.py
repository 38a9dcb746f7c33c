"""From an item of the model to the rows that repeat its parts for SQL and for search."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from procedures.model import (
    Block,
    Choice,
    Dossier,
    DossierEntry,
    LegalReference,
    Link,
    LinkKind,
    Marked,
    Office,
    Paragraph,
    Procedure,
    Run,
    Section,
    Service,
    ServiceKind,
    children,
    plain,
)
from procedures.search.counting import pack_entry
from procedures.store import extraction, tables
from procedures.store.base import Base
from procedures.store.words import body_of, headings_of
from procedures.words import fold

# Raise it when this module or an extraction gives other rows for the same tree: they are then written anew.
DERIVATION = 5

Path = tuple[str, ...]
Rows = dict[type[Base], list[dict[str, Any]]]


def procedure_parts(procedure: Procedure) -> Rows:
    """Rows of every part table for ``procedure``."""
    parts = _Parts(procedure.id)
    for path, block in _located(procedure.introduction + procedure.body, ()):
        parts.add(path, block)
    around: tuple[Block, ...] = (*procedure.offices, *procedure.services, *procedure.legal)
    for block in around:
        parts.add((), block)
    for definition in procedure.definitions:
        for path, block in _located(definition.blocks, (definition.term,)):
            parts.add(path, block)
    parts.add_references(procedure)
    for piece in extraction.pieces(procedure):
        parts.add_extracted(piece)
    return parts.rows


def dossier_entries(dossier: Dossier) -> list[dict[str, Any]]:
    listed: list[tuple[str | None, str | None, DossierEntry]]
    listed = [(sub.id, sub.label, entry) for sub in dossier.sub_dossiers for entry in sub.entries]
    listed += [(None, None, entry) for entry in dossier.entries]
    return [
        {
            "dossier_id": dossier.id,
            "position": position,
            "procedure_id": entry.procedure_id,
            "label": entry.label,
            "sub_dossier_id": sub_id,
            "sub_dossier": sub_label,
        }
        for position, (sub_id, sub_label, entry) in enumerate(listed)
    ]


def search_entry(item: Procedure | Dossier) -> dict[str, Any]:
    if isinstance(item, Procedure):
        kind, names = tables.ItemKind.PROCEDURE, item.everyday_names
        headings = headings_of(item.introduction + item.body)
    else:
        kind, names = tables.ItemKind.DOSSIER, ()
        headings = (*headings_of(item.introduction), *_dossier_labels(item))
    questions, body = [question.title for question in item.questions], body_of(item)
    counted, words = pack_entry(
        title=item.title,
        names=names,
        headings=headings,
        questions=questions,
        description=item.description,
        body=body,
    )
    return {
        "kind": kind,
        "id": item.id,
        "title": item.title,
        "description": item.description,
        "headings": list(headings),
        "questions": questions,
        "everyday_names": list(names),
        "body": body,
        "counted": counted,
        "words": words,
    }


def _dossier_labels(dossier: Dossier) -> Iterator[str]:
    labels = [sub.label for sub in dossier.sub_dossiers]
    labels += [entry.label for sub in dossier.sub_dossiers for entry in sub.entries]
    labels += [entry.label for entry in dossier.entries]
    yield from dict.fromkeys(labels)


def _located(blocks: tuple[Block, ...], path: Path) -> Iterator[tuple[Path, Block]]:
    """Every block with the titles and option labels above it, in reading order."""
    for block in blocks:
        yield path, block
        if isinstance(block, Section):
            yield from _located(block.blocks, (*path, block.title))
        elif isinstance(block, Choice):
            for option in block.options:
                yield from _located(option.blocks, (*path, option.label))
        else:
            yield from _located(children(block), path)


@dataclass
class _Parts:
    """Collects the rows of one procedure."""

    procedure_id: str
    rows: Rows = field(default_factory=dict)

    def add(self, path: Path, block: Block) -> None:
        match block:
            case Section():
                self._section(path, block)
            case Paragraph():
                self._links(path, block.runs)
            case Service():
                self._service(path, block)
            case Office():
                self._row(
                    tables.OfficeRow,
                    path,
                    office_id=block.id,
                    kind=block.kind,
                    title=block.title,
                    url=block.url,
                    pivots=list(block.pivots),
                )
            case LegalReference():
                self._row(tables.LegalReferenceRow, path, reference_id=block.id, title=block.title, url=block.url)

    def add_references(self, procedure: Procedure) -> None:
        """Links that stand around the text rather than in it."""
        around = (procedure.questions, procedure.see_also, procedure.life_events, procedure.guided_searches)
        for reference in (reference for group in around for reference in group):
            self._link((), LinkKind.PROCEDURE, reference.id, reference.audience, reference.title)
        for page in procedure.more:
            self._link((), LinkKind.WEB, page.url, None, page.title)

    def add_extracted(self, piece: extraction.Piece) -> None:
        for document in extraction.documents(piece):
            words = fold(" ".join((document.label, *document.details)))
            details = list(document.details)
            self._row(tables.DocumentRow, piece.path, label=document.label, details=details, words=words)
        for fee in extraction.fees(piece):
            self._row(tables.FeeRow, piece.path, label=fee.label, text=fee.text, amount=fee.amount)
        for delay in extraction.delays(piece):
            self._row(tables.DelayRow, piece.path, label=delay.label, text=delay.text)

    def _row(self, table: type[Base], path: Path, **values: Any) -> int:
        rows = self.rows.setdefault(table, [])
        position = len(rows)
        rows.append({"procedure_id": self.procedure_id, "position": position, "path": list(path), **values})
        return position

    def _section(self, path: Path, section: Section) -> None:
        position = self._row(tables.SectionRow, path, section_id=section.id, title=section.title)
        self.rows.setdefault(tables.SectionAspectRow, []).extend(
            {"procedure_id": self.procedure_id, "position": position, "aspect": aspect, "rank": rank}
            for rank, aspect in enumerate(section.aspects)
        )
        self._links(path, section.title_runs)

    def _service(self, path: Path, service: Service) -> None:
        if service.kind is ServiceKind.FORM:
            self._form(path, service.id, service.title, service.url, service.number)
        else:
            self._row(
                tables.ServiceRow,
                path,
                service_id=service.id,
                kind=service.kind,
                title=service.title,
                url=service.url,
                provider=service.provider,
            )
        for attachment in service.attachments:
            if attachment.number:
                self._form(path, service.id, attachment.title, attachment.url, attachment.number)

    def _form(self, path: Path, service_id: str, title: str, url: str, number: str) -> None:
        self._row(tables.FormRow, path, service_id=service_id, title=title, url=url, number=number)

    def _links(self, path: Path, runs: tuple[Run, ...]) -> None:
        for run in runs:
            if isinstance(run, Link):
                if run.kind is not LinkKind.TERM:
                    self._link(path, run.kind, run.target, run.audience, plain(run.runs))
                self._links(path, run.runs)
            elif isinstance(run, Marked):
                self._links(path, run.runs)

    def _link(self, path: Path, kind: LinkKind, target: str, audience: Any, label: str) -> None:
        self._row(tables.LinkRow, path, kind=kind, target=target, audience=audience, label=label)
