"""Themes: the guide's shelves, where dossiers and procedures stand."""

from __future__ import annotations

from dataclasses import dataclass

from procedures.model.about import Audience
from procedures.model.surroundings import Reference


@dataclass(frozen=True)
class SubTheme:
    id: str
    title: str
    dossier_ids: tuple[str, ...]  # public ids


@dataclass(frozen=True)
class Theme:
    id: str
    source_id: str
    audience: Audience
    title: str
    sub_themes: tuple[SubTheme, ...] = ()
    dossier_ids: tuple[str, ...] = ()
    procedure_ids: tuple[str, ...] = ()
    see_also: tuple[Reference, ...] = ()
    life_events: tuple[Reference, ...] = ()
