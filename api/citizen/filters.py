"""What the templates of pages write with: dates, telephone links, addresses that may be followed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from procedures.reply.dates import in_french
from procedures.reply.links import safe_url

Json = Mapping[str, Any]

ASPECTS = {
    "documents": "Documents à fournir",
    "cost": "Coût",
    "amount": "Montant",
    "delay": "Délai",
    "where": "Où s’adresser",
    "how": "Démarche",
    "eligibility": "Conditions",
    "online": "En ligne",
    "validity": "Durée de validité",
    "contact": "Contact",
    "status": "Suivi du dossier",
    "appeal": "Recours",
    "definition": "Définition",
}
_NOTES = {"attention": "Attention", "a_savoir": "À savoir", "a_noter": "À noter", "rappel": "Rappel"}
_PRESSABLE = re.compile(r"(https?://[^\s<>\"]*[^\s<>\".,;:!?)])|((?:\+33[\s.]?|0)[1-9](?:[\s.]?\d{2}){4})(?!\d)")


def french_date(iso: str | None) -> str:
    """``12 novembre 2020``; the words as they came when they are no date."""
    try:
        return in_french(date.fromisoformat(iso or ""))
    except ValueError:
        return iso or ""


def dialled(number: str) -> str:
    """The address of a telephone link."""
    return "tel:" + re.sub(r"[^\d+]", "", number.replace("(0)", ""))


def followed(url: str | None) -> str:
    """``url`` when a citizen may follow it, else an empty text."""
    return safe_url(url) or "" if isinstance(url, str) else ""


def site_of(url: str) -> str:
    """``service-public.fr``: where a link leads."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


def note_title(block: Json) -> str:
    kind = _NOTES.get(block.get("kind", ""), _NOTES["a_noter"])
    own = str(block.get("title") or "").strip(" :")
    return kind if own in ("", kind) else f"{kind} : {own}"


def paragraphs(text: str) -> Markup:
    """``text`` with its lines kept, and its web addresses and telephone numbers to press."""
    parts = [part for part in re.split(r"\n{2,}", text) if part.strip()]
    return Markup("").join(Markup("<p>{}</p>").format(_lines(part)) for part in parts)


def _lines(part: str) -> Markup:
    return Markup("<br>").join(_pressable(line) for line in part.split("\n"))


def _pressable(line: str) -> Markup:
    written: list[Markup] = []
    start = 0
    for found in _PRESSABLE.finditer(line):
        written.append(escape(line[start : found.start()]))
        address = found[1] or dialled(found[2])
        written.append(Markup('<a href="{}">{}</a>').format(address, found[0]))
        start = found.end()
    written.append(escape(line[start:]))
    return Markup("").join(written)


FILTERS = {
    "french_date": french_date,
    "dialled": dialled,
    "followed": followed,
    "site_of": site_of,
    "note_title": note_title,
    "paragraphs": paragraphs,
    "aspect": lambda code: ASPECTS.get(code or "", ""),
}
