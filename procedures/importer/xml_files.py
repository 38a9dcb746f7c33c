"""The official XML's front end. Entities and network are off: these files come from outside."""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]

from procedures.importer.nodes import Node, UnreadableDocumentError

_ENTITIES = "le fichier déclare des entités, ce que le guide officiel ne fait jamais"


def parse(data: bytes) -> Node:
    """The root element of an official file.

    Raises:
        UnreadableDocumentError: malformed, truncated, or declaring entities (the guide never does).
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    if b"<!ENTITY" in data:  # before the parser meets them, whatever it would do with them
        raise UnreadableDocumentError(_ENTITIES)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableDocumentError(f"XML mal formé ou tronqué ({error})") from error
    subset = root.getroottree().docinfo.internalDTD
    if subset is not None and any(True for _ in subset.iterentities()):
        raise UnreadableDocumentError(_ENTITIES)  # in another encoding
    return _node(root)


def _node(element: etree._Element) -> Node:
    children: list[Node | str] = [element.text] if element.text else []
    for child in element:
        if not isinstance(child.tag, str):
            raise UnreadableDocumentError(f"référence à une entité inconnue ({child})")
        children.append(_node(child))
        if child.tail:
            children.append(child.tail)
    name = etree.QName(element).localname
    if element.prefix:
        name = f"{element.prefix}:{name}"
    attributes = {str(key): str(value) for key, value in element.attrib.items() if not str(key).startswith("{")}
    return Node(name, attributes, children)
