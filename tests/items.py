"""Builders of knowledge-base items: a test names only what it is about."""

from __future__ import annotations

from datetime import date
from typing import Any

from procedures.model import (
    Aspect,
    Audience,
    Block,
    BulletList,
    Choice,
    Dossier,
    DossierEntry,
    ListItem,
    Option,
    Origin,
    Paragraph,
    Procedure,
    ProcedureKind,
    Section,
    Text,
    Theme,
)


def a_paragraph(words: str) -> Paragraph:
    return Paragraph((Text(words),))


def a_list(*items: str) -> BulletList:
    return BulletList(tuple(ListItem((a_paragraph(item),)) for item in items))


def a_section(title: str, *blocks: Block, aspects: tuple[Aspect, ...] = (), **changes: Any) -> Section:
    return Section(id=changes.pop("id", title), title=title, blocks=blocks, aspects=aspects, **changes)


def a_choice(choice_id: str, **options: tuple[Block, ...]) -> Choice:
    return Choice(choice_id, tuple(Option(f"{choice_id}.{label}", label, blocks) for label, blocks in options.items()))


def a_procedure(procedure_id: str = "F1", **changes: Any) -> Procedure:
    values: dict[str, Any] = {
        "source_id": procedure_id,
        "audience": Audience.INDIVIDUALS,
        "origin": Origin.OFFICIAL,
        "kind": ProcedureKind.INFORMATION,
        "title": f"Procedure {procedure_id}",
        "description": "",
        "url": f"https://example.org/{procedure_id}",
        "publisher": "Direction de l'information légale et administrative",
        "verified_on": date(2020, 11, 12),
    }
    return Procedure(id=procedure_id, **(values | changes))


def a_dossier(dossier_id: str, *procedure_ids: str, **changes: Any) -> Dossier:
    values: dict[str, Any] = {
        "source_id": dossier_id,
        "audience": Audience.INDIVIDUALS,
        "origin": Origin.OFFICIAL,
        "title": f"Dossier {dossier_id}",
        "description": "",
        "url": f"https://example.org/{dossier_id}",
        "verified_on": None,
        "entries": tuple(DossierEntry(procedure_id, f"Label {procedure_id}") for procedure_id in procedure_ids),
    }
    return Dossier(id=dossier_id, **(values | changes))


def a_theme(theme_id: str, **changes: Any) -> Theme:
    values: dict[str, Any] = {"source_id": theme_id, "audience": Audience.INDIVIDUALS, "title": f"Theme {theme_id}"}
    return Theme(id=theme_id, **(values | changes))
