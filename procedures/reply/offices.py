"""Where to go or whom to call, as the few lines that a citizen looks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from procedures.model import Block, Office, Paragraph, Section, children, plain
from procedures.reply.links import safe_url

# Titles of the parts of an office's description in the guide ("Par téléphone", "Par courrier"…), folded to the field
# of the contract that they fill.
_PARTS = (
    ("phone", re.compile(r"t[ée]l[ée]phone", re.IGNORECASE)),
    ("hours", re.compile(r"horaires?|ouverture", re.IGNORECASE)),
    ("address", re.compile(r"courrier|adresse|sur place", re.IGNORECASE)),
)
# A French number, or a short one ("39 39", "3919", "0 800 123 456"), with or without its country code.
_PHONE = re.compile(
    r"(?<![\d.])(?:\+\d{2,3}[\s.]?(?:\(0\)\s?)?\d(?:[\s.]?\d{2}){4}|0(?:[\s.]?\d){9}|3\d[\s.]?\d{2})(?!\d)"
)


def contact_details(office: Office) -> dict[str, Any]:
    """``title``, ``kind``, ``types`` (mairie, caf…) and those of ``phone``, ``url``, ``address``, ``hours`` that the
    source tells."""
    details: dict[str, Any] = {"title": office.title, "kind": office.kind.value}
    if office.pivots:
        details["types"] = list(office.pivots)
    if url := safe_url(office.url):
        details["url"] = url
    for field, text in _parts(office.blocks):
        if field == "phone":
            found = _PHONE.search(text)
            text = found.group().strip() if found else ""
        if text:
            details.setdefault(field, text)
    return details


def _parts(blocks: tuple[Block, ...]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        if not isinstance(block, Section):
            continue
        for field, title in _PARTS:
            if title.search(block.title):
                yield field, "\n".join(_lines(block.blocks))
                break
        else:
            yield from _parts(block.blocks)


def _lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            line = " ".join(plain(block.runs).split())
            if line:
                yield line
        else:
            yield from _lines(children(block))
