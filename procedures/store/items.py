"""What each kind of item is in the database: its table, its own columns, the rows derived from it."""

from __future__ import annotations

from typing import Any

from procedures.model import Dossier, Origin, Procedure, Resource, Theme
from procedures.store import rows
from procedures.store.tables import (
    DossierEntryRow,
    DossierRow,
    ItemKind,
    ProcedureRow,
    ResourceRow,
    SearchEntryRow,
    ThemeRow,
)

Item = Procedure | Dossier | Theme | Resource
ItemTable = type[ProcedureRow] | type[DossierRow] | type[ThemeRow] | type[ResourceRow]

TABLES: dict[ItemKind, ItemTable] = {
    ItemKind.PROCEDURE: ProcedureRow,
    ItemKind.DOSSIER: DossierRow,
    ItemKind.THEME: ThemeRow,
    ItemKind.RESOURCE: ResourceRow,
}


def kind_of(item: Item) -> ItemKind:
    match item:
        case Procedure():
            return ItemKind.PROCEDURE
        case Dossier():
            return ItemKind.DOSSIER
        case Theme():
            return ItemKind.THEME
        case Resource():
            return ItemKind.RESOURCE


def parts_of(item: Item) -> rows.Rows:
    """The rows derived from ``item``, apart from its own."""
    if isinstance(item, Procedure):
        return {**rows.procedure_parts(item), SearchEntryRow: [rows.search_entry(item)]}
    if isinstance(item, Dossier):
        return {DossierEntryRow: rows.dossier_entries(item), SearchEntryRow: [rows.search_entry(item)]}
    return {}


def columns_of(item: Item) -> dict[str, Any]:
    """The columns of an item's own table that come from the item itself."""
    shared = {
        "id": item.id,
        "audience": item.audience,
        "title": item.title,
        "url": "",
        "verified_on": None,
        "origin": Origin.OFFICIAL,  # themes and resources only come with the guide
        "source_id": item.id,
    }
    match item:
        case Procedure():
            names = "source_id origin url verified_on kind description publisher theme_id sub_theme dossier_id"
            names += " sub_dossier label"
            return shared | _fields(item, names) | {"replaces": list(item.replaces)}
        case Dossier():
            return shared | _fields(item, "source_id origin url verified_on description theme_id sub_theme")
        case Theme():
            return shared | _fields(item, "source_id")
        case Resource():
            return shared | _fields(item, "url verified_on kind provider number")


def _fields(item: object, names: str) -> dict[str, Any]:
    return {name: getattr(item, name) for name in names.split()}
