"""Answers put together by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from procedures.model import Origin, Section
from procedures.outcome import Answer, ProcedureHeader

VERIFIED = date(2020, 11, 12)
SOON_AFTER = date(2021, 3, 1)
PAGE = ProcedureHeader(
    id="F10",
    title="Carte de bibliothèque",
    url="https://www.service-public.fr/particuliers/vosdroits/F10",
    publisher="Dila",
    verified_on=VERIFIED,
    origin=Origin.OFFICIAL,
)


def answer(*sections: Section, **fields: Any) -> Answer:
    return Answer(**{"procedure": PAGE, "aspect": None, "path": (), "facts": (), "sections": sections, **fields})
