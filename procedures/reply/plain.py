"""JSON blocks as plain words: what a screen that shows only text, a transcript or a terminal displays."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

NOTE_NAMES = {"attention": "Attention", "a_savoir": "À savoir", "a_noter": "À noter", "rappel": "Rappel"}
_MOST_CELLS_ON_A_LINE = 12


def blocks_as_lines(blocks: list[Json]) -> list[str]:
    """One line a paragraph, list entry or table row; two spaces of indentation a level."""
    return [line for block in blocks for line in _LINES[block["type"]](block)]


def runs_as_text(runs: list[Json]) -> str:
    """The words of a paragraph, with the address of a link that leaves the guide."""
    return " ".join("".join(_run_text(run) for run in runs).split())


def _run_text(run: Json) -> str:
    url = run.get("url")
    if run["type"] == "link" and url and "procedure" not in run and url not in run["text"]:
        return f"{run['text']} ({url})"
    return str(run["text"])


def _paragraph(block: Json) -> list[str]:
    text = runs_as_text(block["runs"])
    return [text] if text else []


def _list(block: Json) -> list[str]:
    lines = []
    for number, item in enumerate(block["items"], start=1):
        mark = f"{number}. " if block["ordered"] else "- "
        inner = blocks_as_lines(item)
        if inner:
            lines += [mark + inner[0], *indented(inner[1:])]
    return lines


def _table(block: Json) -> list[str]:
    rows = [[" ".join(blocks_as_lines(cell["blocks"])) for cell in row["cells"]] for row in block["rows"]]
    lines = [" | ".join(row[:_MOST_CELLS_ON_A_LINE]) for row in rows if any(row)]
    return [block["title"], *lines] if block["title"] else lines


def _note(block: Json) -> list[str]:
    name = NOTE_NAMES.get(block["kind"], block["title"] or "À noter")
    inner = blocks_as_lines(block["blocks"])
    return [f"{name} : {inner[0]}", *inner[1:]] if inner else []


def _contact(block: Json) -> list[str]:
    return [contact_line(block)]


def contact_line(office: Json) -> str:
    """``Mairie, 01 23 45 67 89, https://…``: an office on one line."""
    parts = [office["title"], office.get("address"), office.get("phone"), office.get("hours"), office.get("url")]
    return ", ".join(" ".join(part.split()) for part in parts if part)


def _service(block: Json) -> list[str]:
    number = f" (formulaire {block['number']})" if block["number"] else ""
    url = f" : {block['url']}" if block["url"] else ""
    return [f"{block['title']}{number}{url}"]


def _choice(block: Json) -> list[str]:
    lines = [block["prompt"]] if block["prompt"] else []
    for option in block["options"]:
        lines += [f"{option['label']} :", *indented(blocks_as_lines(option["blocks"]))]
    return lines


def indented(lines: list[str]) -> list[str]:
    """``lines`` one level deeper."""
    return [f"  {line}" for line in lines]


_LINES = {
    "paragraph": _paragraph,
    "list": _list,
    "table": _table,
    "note": _note,
    "contact": _contact,
    "service": _service,
    "choice": _choice,
}
