"""When two pieces of content say the same: ids, marks, links and layout do not count, words do.

Whole subtrees are compared in a normal form, because the guide often writes equal results at different levels: a
choice whose options all say the same counts as what they say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from procedures.model import (
    Block,
    BulletList,
    Choice,
    Conditional,
    Illustration,
    LegalReference,
    Note,
    Office,
    Option,
    Paragraph,
    Section,
    Service,
    Table,
    plain,
)
from procedures.words import fold

Form = tuple[object, ...]


def normal_form(blocks: Iterable[Block]) -> Form:
    """A hashable value, equal for contents that say the same."""
    parts: list[object] = []
    for block in blocks:
        for part in _parts(block):
            _append(parts, part)
    return tuple(parts)


def _append(parts: list[object], part: object) -> None:
    """Adds ``part``; two lists in a row are one list cut in two by the layout."""
    if parts and _is_list(part) and _is_list(parts[-1]):
        parts[-1] = (*parts[-1], *part[1:])  # type: ignore[misc,index]
    else:
        parts.append(part)


def _is_list(part: object) -> bool:
    return isinstance(part, tuple) and bool(part) and part[0] == "list"


def _parts(block: Block) -> Form:
    match block:
        case Paragraph():
            words = fold(plain(block.runs)).rstrip(" .;:,")
            return (words,) if words else ()
        case Conditional():
            return normal_form(block.blocks)
        case BulletList():
            kind = "steps" if block.ordered else "list"
            return ((kind, *(normal_form(item.blocks) for item in block.items)),)
        case Choice():
            return _choice_parts(block)
        case Section() | Note():
            return ((type(block).__name__, fold(block.title), normal_form(block.blocks)),)
        case Table():
            rows = tuple(tuple(normal_form(cell.blocks) for cell in row.cells) for row in block.rows)
            return (("table", fold(block.title), rows),)
        case Office() | Service():
            return ((type(block).__name__, fold(block.title), block.url, normal_form(block.blocks)),)
        case Illustration():
            return (("picture", block.url), *normal_form(block.beside))
        case LegalReference():
            return (("law", fold(block.title)),)


def _choice_parts(choice: Choice) -> Form:
    forms = [option_form(option) for option in choice.options]
    if len(set(forms)) <= 1:
        return forms[0] if forms else ()
    labels = (fold(option.label) for option in choice.options)
    return (("choice", *zip(labels, forms, strict=True)),)


def option_form(option: Option) -> Form:
    """What an option says; in a guided search, also where it leads and with which variables."""
    ends = (("leads to", option.leads_to, option.assignments),) if option.leads_to or option.assignments else ()
    return (*normal_form(option.blocks), *ends)


def alike(options: Sequence[Option]) -> list[tuple[Option, ...]]:
    """``options`` grouped by what they say, in the order of the first of each group."""
    groups: dict[Form, list[Option]] = {}
    for option in options:
        groups.setdefault(option_form(option), []).append(option)
    return [tuple(group) for group in groups.values()]
