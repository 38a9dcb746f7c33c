"""The content of a chapter: paragraphs, lists, tables, notes, and the chapters and choices inside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from procedures.aspects import aspects_of
from procedures.importer.choices import lead_in, read_case_choice, read_situations
from procedures.importer.conditions import read_condition
from procedures.importer.contacts import read_legal_reference, read_office
from procedures.importer.forms import read_service
from procedures.importer.layout import read_illustrated, read_illustration, read_list, read_note, read_table
from procedures.importer.nodes import Node
from procedures.importer.places import Place
from procedures.importer.runs import LINKS, MARKS, read_runs, read_title
from procedures.model import Block, Conditional, Paragraph, Section, plain

# Elements that are read with what holds them, or hold nothing to read.
SKIPPED = frozenset({"Titre", "TitreAlternatif", "Condition", "Colonne", "PivotLocal", "RessourceWeb"})


def read_blocks(children: Iterable[Node | str], place: Place) -> tuple[Block, ...]:
    """The blocks among ``children``, in order. An element of a later schema gives the blocks inside it."""
    blocks: list[Block] = []
    introduced = False  # whether the last block comes from an introduction
    for child in _unwrapped(children):
        if isinstance(child, str):
            blocks += _paragraph([child])
            continue
        if child.name in SKIPPED:
            continue
        if child.name == "BlocCas":
            prompt = lead_in(blocks)
            if prompt and introduced:
                blocks.pop()
            blocks.append(read_case_choice(child, place, prompt))
        else:
            blocks += _read_block(child, place)
        introduced = child.name == "Introduction"
    return tuple(blocks)


def read_section(node: Node, place: Place) -> Section:
    title, runs = read_title(node.first("Titre"))
    inside = place.at("s", title)
    blocks = inside.blocks(node.children)
    return Section(
        id=inside.id,
        title=title,
        blocks=blocks,
        aspects=aspects_of(title, blocks, lists_documents=node.get("type") == "pieces"),
        condition=read_condition(node),
        title_runs=runs,
        alternative_title=read_title(node.first("TitreAlternatif"))[0],
    )


def _unwrapped(children: Iterable[Node | str]) -> Iterator[Node | str]:
    """The children, those of a "Texte" in its place: a choice may follow the introduction that stands before it."""
    for child in children:
        if isinstance(child, Node) and child.name == "Texte":
            yield from _unwrapped(child.children)
        else:
            yield child


def _read_block(node: Node, place: Place) -> tuple[Block, ...]:
    if reader := _ONE_BLOCK.get(node.name):
        return (reader(node, place),)
    if node.name == "Paragraphe":
        return _read_paragraph(node, place)
    if node.name == "FragmentConditionne":
        return _read_fragment(node, place)
    if node.name in MARKS or node.name in LINKS:
        return _paragraph([node])
    return place.blocks(node.children)


def _read_paragraph(node: Node, place: Place) -> tuple[Block, ...]:
    """A paragraph; pictures and lists inside it become blocks of their own."""
    blocks: list[Block] = []
    words: list[Node | str] = []
    for child in node.children:
        if isinstance(child, Node) and child.name in _ONE_BLOCK:
            blocks += _paragraph(words)
            blocks.append(_ONE_BLOCK[child.name](child, place))
            words = []
        else:
            words.append(child)
    return (*blocks, *_paragraph(words))


def _paragraph(children: Iterable[Node | str]) -> tuple[Paragraph, ...]:
    runs = read_runs(children)
    return (Paragraph(runs),) if plain(runs).strip() else ()


def _read_fragment(node: Node, place: Place) -> tuple[Block, ...]:
    blocks = place.blocks(node.children)
    condition = read_condition(node)
    return (Conditional(condition, blocks),) if condition and blocks else blocks


_ONE_BLOCK: dict[str, Callable[[Node, Place], Block]] = {
    "Chapitre": read_section,
    "SousChapitre": read_section,
    "Liste": read_list,
    "Tableau": read_table,
    "Attention": read_note,
    "ASavoir": read_note,
    "ANoter": read_note,
    "Rappel": read_note,
    "Image": read_illustration,
    "ContenuIllustre": read_illustrated,
    "OuSAdresser": read_office,
    "OuSAdresserSupport": read_office,
    "ServiceEnLigne": read_service,
    "Reference": read_legal_reference,
    "ListeSituations": read_situations,
}
