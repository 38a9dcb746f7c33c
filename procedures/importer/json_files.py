"""The JSON snapshot's front end: each file is the official XML turned node by node."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import orjson

from procedures.importer.nodes import Node, UnreadableDocumentError

# The snapshot was written without the white space that stood alone between two elements: "<b>89 €</b> <a>si…</a>" came
# out as "89 €si…". It is put back between inline elements, except before what follows without a space.
_INLINE = frozenset({"LienInterne", "LienExterne", "LienIntra", "Valeur", "MiseEnEvidence", "Expression", "Citation"})
_WORDS_OF_ONE_LETTER = frozenset("aày")
_INLINE_OR_RAISED = _INLINE | {"Exposant", "Indice"}


def parse(data: bytes) -> Node:
    """The root element of a snapshot file.

    Raises:
        UnreadableDocumentError: not JSON, truncated, or not the snapshot's shape.
    """
    try:
        document = orjson.loads(data)
        roots = [_node(child) for child in document["children"] if child.get("type") == "element"]
    except orjson.JSONDecodeError as error:
        raise UnreadableDocumentError(f"JSON invalide ou tronqué ({error})") from error
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableDocumentError(f"ce JSON n’a pas la forme attendue ({error!r})") from error
    if len(roots) != 1:
        raise UnreadableDocumentError(f"un élément racine attendu, {len(roots)} trouvés")
    return roots[0]


def _node(value: dict[str, Any]) -> Node:
    attributes = value.get("attributes")
    children: list[Node | str] = []
    for child in value.get("children") or ():
        match child["type"]:
            case "element":
                children.append(_node(child))
            case "text":
                children.append(child["text"])
            case "cdata":
                children.append(child["cdata"])
    return Node(
        value["name"],
        {key: text for key, text in attributes.items() if ":" not in key} if attributes else {},
        _spaced(children) if len(children) > 1 else children,
    )


def _spaced(children: list[Node | str]) -> list[Node | str]:
    spaced = [children[0]]
    for before, child in pairwise(children):
        if isinstance(before, Node) and isinstance(child, Node) and _lost_a_space(before, child):
            spaced.append(" ")
        spaced.append(child)
    return spaced


def _lost_a_space(before: Node, after: Node) -> bool:
    if before.name not in _INLINE_OR_RAISED or after.name not in _INLINE:
        return False
    left, right = before.raw_text(), after.raw_text()
    if not left or not right or not (left[-1].isalnum() or left[-1] in "€%)") or not right[0].isalnum():
        return False
    return not _is_piece(left.split()[-1]) and not _is_piece(right.split()[0])


def _is_piece(word: str) -> bool:
    """Whether ``word`` is a letter of a word cut in two by its markup ("s" + "i vous…", "Pajemploi" + "s")."""
    return len(word) == 1 and word.isalpha() and word.lower() not in _WORDS_OF_ONE_LETTER
