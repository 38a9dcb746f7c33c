"""Words as an editor types them, and as the model keeps them.

``**important**`` and ``[libellé](adresse)`` are all there is to learn. An address is a web page, an e-mail or a phone
(``mailto:``, ``tel:``), ``fiche:F1341`` (a procedure or dossier), or ``ressource:R1406`` (a form or online service).
Editors type plain spaces; French typography (no break before ``:`` or ``€``) is put in and taken out here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from procedures.model import Link, LinkKind, Mark, Marked, Run, Text

WEB_SCHEMES = ("https:", "http:", "mailto:", "tel:")
_KINDS = {"fiche:": LinkKind.PROCEDURE, "ressource:": LinkKind.RESOURCE}
_PREFIXES = {kind: prefix for prefix, kind in _KINDS.items()}
_MARKS = {"strong_open": Mark.EMPHASIS, "em_open": Mark.EXPRESSION}
_SIGNS = {Mark.EMPHASIS: "**", Mark.EXPRESSION: "*"}
_NO_BREAK = "\u00a0"
_BEFORE_PUNCTUATION = re.compile(r" (?=[:;?!»€%])|(?<=«) ")
_SPECIAL = re.compile(r"([\\*_\[\]])")

# Only what the docstring promises; other signs of Markdown stand for themselves.
_markdown = MarkdownIt("zero").enable(["emphasis", "link", "escape"])
_markdown.validateLink = lambda url: True  # type: ignore[method-assign] # noqa: ARG005 - schemes are checked by the schema, in French
_markdown.normalizeLink = lambda url: url  # type: ignore[method-assign] # kept as typed


def read_inline(words: str) -> tuple[Run, ...]:
    """The runs that ``words`` stand for."""
    tokens = _markdown.parseInline(words)
    return _runs(iter(tokens[0].children or [])) if tokens else ()


def write_inline(runs: tuple[Run, ...]) -> str:
    """What an editor would type for ``runs``. Raises ValueError for what only the official guide uses."""
    return "".join(_written(run) for run in runs)


def link_targets(words: str) -> tuple[str, ...]:
    """Addresses of the links in ``words``, as typed."""
    tokens = _markdown.parseInline(words)
    children = tokens[0].children or [] if tokens else []
    return tuple(str(token.attrs["href"]) for token in children if token.type == "link_open")


def _runs(tokens: Iterator[Token]) -> tuple[Run, ...]:
    """The runs up to the sign that closes the one being read."""
    found: list[Run] = []
    for token in tokens:
        if token.type.endswith("_close"):
            break
        if token.type == "link_open":
            found.append(_link(str(token.attrs["href"]), _runs(tokens)))
        elif token.type in _MARKS:
            found.append(Marked(_MARKS[token.type], _runs(tokens)))
        elif token.content:
            _append_text(found, typeset(token.content))
    return tuple(found)


def _append_text(found: list[Run], words: str) -> None:
    """Escapes cut a text into several tokens: one run all the same."""
    last = found[-1] if found else None
    if isinstance(last, Text):
        found[-1] = Text(last.text + words)
    else:
        found.append(Text(words))


def _link(address: str, runs: tuple[Run, ...]) -> Link:
    for prefix, kind in _KINDS.items():
        if address.startswith(prefix):
            return Link(kind, address.removeprefix(prefix), runs)
    return Link(LinkKind.WEB, address, runs)


def _written(run: Run) -> str:
    match run:
        case Text():
            return _SPECIAL.sub(r"\\\1", untypeset(run.text))
        case Marked() if run.mark in _SIGNS:
            sign = _SIGNS[run.mark]
            return f"{sign}{write_inline(run.runs)}{sign}"
        case Marked(mark=Mark.AMOUNT):
            return write_inline(run.runs)  # told by its sign, €
        case Link() if run.kind is LinkKind.WEB or run.kind in _PREFIXES:
            return f"[{write_inline(run.runs)}]({_PREFIXES.get(run.kind, '')}{run.target})"
    raise ValueError(f"« {run} » ne peut pas s'écrire dans un fichier")


def typeset(words: str) -> str:
    """``words`` with French no-break spaces."""
    return _BEFORE_PUNCTUATION.sub(_NO_BREAK, words)


def untypeset(words: str) -> str:
    """``words`` with the plain spaces that an editor types."""
    return words.replace(_NO_BREAK, " ")
