"""A whole message in plain words, from the same payload that a widget draws."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from procedures.reply.cautions import FICTIONAL
from procedures.reply.dates import in_french
from procedures.reply.plain import blocks_as_lines, contact_line, indented, runs_as_text

Json = dict[str, Any]

_DATED = re.compile(r"^Au \d{1,2}(?:er)? \w+ \d{4} : ")  # what an amount of an old sheet opens with


def answer_text(lead: str, payload: Json, known: Sequence[str] = ()) -> str:
    """What the reply says, then title, situation, documents, fees, delays, chapters, where; then how far to trust it,
    the source and its date. Laws come last, named, not addressed: their addresses would be longer than the answer."""
    sections = _sections(payload)
    paragraphs = [
        _opening(payload),
        lead,
        payload["procedure"]["title"],
        _situation(payload, known),
        _documents(payload["documents"]),
        _labelled("Montants :" if payload["aspect"] == "amount" else "Coût :", _unless_told(payload, "fees"), sections),
        _labelled("Délai :", _unless_told(payload, "delays"), sections),
        *sections,
        _listed("En ligne :", [_titled(service) for service in payload["online_services"]], sections),
        _listed("Formulaires :", [_form(form) for form in payload["forms"]], sections),
        _listed("Où s'adresser :", [contact_line(office) for office in payload["offices"]], sections),
        _listed("Mots expliqués :", [f"{one['term']} : {one['text']}" for one in payload.get("definitions", ())], []),
        _caution(payload),
        _source(payload["procedure"]),
        _listed("Textes de loi :", [_law(law) for law in payload["legal"]], sections),
    ]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def question_text(lead: str, payload: Json) -> str:
    """The question with its choices, one a line."""
    choices = "\n".join(f"- {choice['label']}" for choice in payload["choices"])
    prompt = payload["prompt"] if payload["prompt"] not in lead else ""
    paragraphs = [lead, prompt, payload.get("help", ""), choices]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def suggestions_text(lead: str, payload: Json) -> str:
    """What the reply says, then what it proposes."""
    offered = "\n".join(f"- {offer['label']}" for offer in payload.get("suggestions", ()))
    return f"{lead}\n\n{offered}" if offered else lead


def _opening(payload: Json) -> str:
    return FICTIONAL if payload["procedure"]["demonstration"] else ""


def _caution(payload: Json) -> str:
    """The opening has already said that an example is fictional."""
    return str(payload.get("caution", "")).removeprefix(FICTIONAL).strip()


def _situation(payload: Json, known: Sequence[str]) -> str:
    """Who the answer is for, as far as it is known, and the cases chosen; what both say is said once."""
    cases = [label for label in payload["path"] if _folded(label) not in map(_folded, known)]
    lines = [("Pour vous", known), ("Pour votre situation", cases)]
    return "\n".join(f"{title} : {' · '.join(told)}" for title, told in lines if told)


def _documents(documents: list[Json]) -> str:
    lines = []
    for document in documents:
        lines += [f"- {document['label']}", *indented([f"- {detail}" for detail in document.get("details", ())])]
    return "\n".join(["Documents à fournir :", *lines]) if lines else ""


_TOLD_BY = {"fees": {"cost", "amount"}, "delays": {"delay"}}


def _unless_told(payload: Json, field: str) -> list[Json]:
    """Fees and delays are drawn from chapters: said once, by the chapter, when it is shown."""
    told = any(section["aspect"] in _TOLD_BY[field] for section in payload["sections"])
    return [] if told else list(payload[field])


def _labelled(title: str, entries: list[Json], sections: list[str]) -> str:
    lines = [
        f"{entry['label']} : {entry['text']}" if entry["label"] and entry["label"] not in title else entry["text"]
        for entry in entries
        if not _said(entry["text"], sections)
    ]
    return _listed(title, lines, [])


def _listed(title: str, lines: list[str], sections: list[str]) -> str:
    kept = [line for line in dict.fromkeys(lines) if not _said(line, sections)]
    return "\n".join([title, *(f"- {line}" for line in kept)]) if kept else ""


def _said(line: str, sections: list[str]) -> bool:
    return any(line in section for section in sections)


def _sections(payload: Json) -> list[str]:
    """The chapters, without the lists that the documents above already tell."""
    listed = {label for document in payload["documents"] for label in _labels(document)}
    written: list[str] = []
    above: list[tuple[int, str]] = []  # titles of chapters that hold only chapters, until one of these is written
    for section in payload["sections"]:
        blocks = _without_listed(section["blocks"], listed)
        lines = blocks_as_lines(blocks)
        above = [(level, title) for level, title in above if level < section["level"]]
        titles = [*(title for _, title in above), section["title"]]
        if lines:
            written.append("\n".join([" : ".join(filter(None, titles)), *lines] if any(titles) else lines))
            above = []
        elif section["title"]:
            above.append((section["level"], section["title"]))
    return written


def _labels(document: Json) -> list[str]:
    return [_folded(document["label"]), *(_folded(detail) for detail in document.get("details", ()))]


def _without_listed(blocks: list[Json], listed: set[str]) -> list[Json]:
    """``blocks`` without the lists told above, nor the lines that introduce them."""
    gone = [_already_listed(block, listed) for block in blocks]
    followed = [*gone, False][1:]
    return [
        block
        for block, told, list_told in zip(blocks, gone, followed, strict=True)
        if not told and not (list_told and _introduces(block))
    ]


def _introduces(block: Json) -> bool:
    return block["type"] == "paragraph" and runs_as_text(block["runs"]).endswith(":")


def _already_listed(block: Json, listed: set[str]) -> bool:
    if block["type"] != "list" or not listed:
        return False
    firsts = [blocks_as_lines(item)[:1] for item in block["items"]]
    return all(_folded(first[0]) in listed for first in firsts if first)


def _folded(text: str) -> str:
    text = _DATED.sub("", text)
    return " ".join(text.split()).rstrip(" .;,:").casefold()


def _titled(entry: Json) -> str:
    return f"{entry['title']} : {entry['url']}" if entry["url"] else str(entry["title"])


def _law(law: Json) -> str:
    return f"{law['title']} ({law['note']})" if "note" in law else str(law["title"])


def _form(form: Json) -> str:
    number = f" (n° {form['number']})" if form["number"] else ""
    return f"{form['title']}{number}" + (f" : {form['url']}" if form["url"] else "")


def _source(page: Json) -> str:
    address = f", {page['url']}" if page["url"] else ""
    verified = (
        f"\nInformation vérifiée le {in_french(date.fromisoformat(page['verified_on']))}."
        if page["verified_on"]
        else ""
    )
    return f"Source : {page['publisher'] or 'le guide'}{address}{verified}"
