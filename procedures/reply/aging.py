"""Amounts of an old base open with their date, so that nobody takes last year's fee for today's."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from procedures.reply.dates import in_french

Json = dict[str, Any]

_MONEY = re.compile(r"\d[\d\s.,]*\s?(?:€|euros?\b)", re.IGNORECASE)


def dated_text(text: str, day: date) -> str:
    """``Au 12 novembre 2020 : 86 €`` when ``text`` tells an amount, else ``text``."""
    return f"Au {in_french(day)} : {text}" if _MONEY.search(text) else text


def dated_blocks(blocks: list[Json], day: date) -> list[Json]:
    """``blocks`` where each paragraph that tells an amount, and each table that holds one, opens with ``day``."""
    return [written for block in blocks for written in _dated(block, day)]


def _dated(block: Json, day: date) -> list[Json]:
    match block["type"]:
        case "paragraph":
            return [_dated_paragraph(block, day)]
        case "list":
            return [{**block, "items": [dated_blocks(item, day) for item in block["items"]]}]
        case "table":
            # One date above the table: repeated in each cell it would hide the figures.
            return [_opening(day), block] if _MONEY.search(_words(block)) else [block]
        case "choice":
            options = [{**option, "blocks": dated_blocks(option["blocks"], day)} for option in block["options"]]
            return [{**block, "options": options}]
        case _:
            return [{**block, "blocks": dated_blocks(block["blocks"], day)}] if "blocks" in block else [block]


def _dated_paragraph(block: Json, day: date) -> Json:
    if not _MONEY.search("".join(run["text"] for run in block["runs"])):
        return block
    return {**block, "runs": [{"type": "text", "text": f"Au {in_french(day)} : "}, *block["runs"]]}


def _opening(day: date) -> Json:
    return {"type": "paragraph", "runs": [{"type": "text", "text": f"Au {in_french(day)} :"}]}


def _words(table: Json) -> str:
    return " ".join(
        run["text"]
        for row in table["rows"]
        for cell in row["cells"]
        for block in cell["blocks"]
        for run in _runs(block)
    )


def _runs(block: Json) -> list[Json]:
    if block["type"] == "list":
        return [run for item in block["items"] for inner in item for run in _runs(inner)]
    return list(block.get("runs", ()))
