"""The reviewed table of town halls speaks of pages that exist, and of every sheet of ours that sends to one."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from procedures.fact_table import national
from procedures.importer.sources import open_files
from procedures.model import Office, descendants
from procedures.reply.local import cases


def test_every_procedure_of_the_table_exists(snapshot: Path) -> None:
    known = {PurePosixPath(name).stem for name in open_files(snapshot).names()} | {sheet.id for sheet in national()}
    assert cases().keys() <= known


def test_every_sheet_of_ours_that_sends_to_a_town_hall_says_which() -> None:
    sending = {
        sheet.id
        for sheet in national()
        for block in descendants(sheet.body)
        if isinstance(block, Office) and "mairie" in block.pivots
    }
    assert sending
    assert sending <= cases().keys()
