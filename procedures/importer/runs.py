"""The words of a paragraph: texts, marks and links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from procedures.importer.nodes import Node
from procedures.model import Audience, Link, LinkKind, Mark, Marked, Run, Text, plain

MARKS = {
    "MiseEnEvidence": Mark.EMPHASIS,
    "Expression": Mark.EXPRESSION,
    "Citation": Mark.QUOTATION,
    "Exposant": Mark.SUPERSCRIPT,
    "Indice": Mark.SUBSCRIPT,
    "Valeur": Mark.AMOUNT,
    "Montant": Mark.AMOUNT,
    "TermeEtranger": Mark.FOREIGN,
    "Variable": Mark.VARIABLE,
}
LINKS = frozenset({"LienInterne", "LienIntra", "LienExterne"})

_SPACES = re.compile(r"[ \t\r\n]+")
_TERMS = ("Sigle", "Acronyme", "Définition de glossaire")


def read_runs(children: Iterable[Node | str]) -> tuple[Run, ...]:
    """The runs of mixed content, trimmed at both ends, white space as single spaces; no-break spaces stay."""
    return _without_last_space(_Spacing().runs(children))


def read_title(node: Node | None) -> tuple[str, tuple[Run, ...]]:
    """A title's words and, when it carries marks or links, its runs."""
    if node is None:
        return "", ()
    pieces: list[Node | str] = []
    for child in node.children:
        if isinstance(child, Node) and child.name == "Paragraphe":
            pieces += [" ", *child.children]
        else:
            pieces.append(child)
    runs = read_runs(pieces)
    marked = any(not isinstance(run, Text) for run in runs)
    return plain(runs), runs if marked else ()


def audience_named(name: str) -> Audience | None:
    """The audience that the guide writes "Particuliers", "Professionnels" or "Associations"."""
    try:
        return Audience(name.lower())
    except ValueError:
        return None


class _Spacing:
    """Reads runs while remembering whether a space was just written."""

    def __init__(self) -> None:
        self._after_space = True

    def runs(self, children: Iterable[Node | str]) -> tuple[Run, ...]:
        runs: list[Run] = []
        for child in children:
            if isinstance(child, str):
                if text := self._text(child):
                    runs.append(Text(text))
            elif child.name in LINKS:
                runs += self._link(child)
            elif mark := MARKS.get(child.name):
                if inner := self.runs(child.children):
                    runs.append(Marked(mark, inner, child.get("langue").strip() or None))
            else:  # an inline element of a later schema: its words matter more than what it is
                runs += self.runs(child.children)
        return tuple(runs)

    def _text(self, raw: str) -> str:
        text = _SPACES.sub(" ", raw)
        if self._after_space:
            text = text.lstrip(" ")
        if text:
            self._after_space = text.endswith(" ")
        return text

    def _link(self, node: Node) -> tuple[Run, ...]:
        """The link, or its bare words when it leads nowhere that can be shown; nothing when it has no words."""
        inner = self.runs(node.children)
        kind, target = _target(node)
        if not inner or kind is None:
            return inner
        return (Link(kind, target, inner, audience_named(node.get("audience"))),)


def _target(node: Node) -> tuple[LinkKind | None, str]:
    if node.name == "LienExterne":
        return (LinkKind.WEB if node.get("URL") else None), node.get("URL")
    target = node.get("LienID") or node.get("LienPublication")
    if node.get("type") in _TERMS:
        return LinkKind.TERM, target
    if target[:1] in ("F", "N"):
        return LinkKind.PROCEDURE, target
    if node.name == "LienInterne" and target.startswith("R"):
        return LinkKind.RESOURCE, target
    return None, target  # to a chapter or an office of the same page, which has no page of its own


def _without_last_space(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    if not runs:
        return runs
    last = runs[-1]
    if isinstance(last, Text):
        text = last.text.rstrip(" ")
        return (*runs[:-1], Text(text)) if text else _without_last_space(runs[:-1])
    inner = _without_last_space(last.runs)
    return (*runs[:-1], replace(last, runs=inner)) if inner else _without_last_space(runs[:-1])
