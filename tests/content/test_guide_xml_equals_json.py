"""The snapshot written back to XML reads as the same items: what holds for one holds for the official files."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from lxml import etree

from procedures.importer import json_files, read_all
from procedures.importer.nodes import Node
from procedures.importer.sources import File, open_files
from tests.guide_snapshot import Chosen, sample_of

SAMPLE = 150
PREFIXES = {"dc": "http://purl.org/dc/elements/1.1/"}


class WrittenBack:
    """A snapshot's documents, each turned into the XML file that it was made from."""

    def __init__(self, files: Chosen) -> None:
        self._files = files

    def names(self) -> tuple[str, ...]:
        return tuple(_xml_name(name) for name in self._files.names())

    def files(self) -> Iterator[File]:
        for file in self._files.files():
            assert file.data is not None
            root = _element(json_files.parse(file.data))
            yield File(_xml_name(file.name), etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def _xml_name(name: str) -> str:
    return name.removesuffix(".json") + ".xml"


def _element(node: Node) -> etree._Element:
    prefix, _, local = node.name.rpartition(":")
    element = etree.Element(f"{{{PREFIXES[prefix]}}}{local}" if prefix else local, nsmap=PREFIXES)
    for name, value in node.attributes.items():
        element.set(name, value)
    last: etree._Element | None = None
    for child in node.children:
        if isinstance(child, Node):
            last = _element(child)
            element.append(last)
        elif last is None:
            element.text = (element.text or "") + child
        else:
            last.tail = (last.tail or "") + child
    return element


def test_the_snapshot_written_back_to_xml_gives_equal_items(snapshot: Path) -> None:
    files = open_files(snapshot)
    drawn = sample_of(files.names(), SAMPLE, seed=7)
    chosen = Chosen(files, drawn.__contains__)
    compared = 0
    for from_json, from_xml in zip_longest(read_all([chosen]), read_all([WrittenBack(chosen)])):
        assert from_xml == from_json
        compared += 1
    assert compared == len(drawn)
