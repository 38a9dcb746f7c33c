"""Everything that the project itself wrote for citizens to read, piece by piece, and how plain it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from api.handoff.wording import FILE as HANDOFF_WORDING
from procedures.model import Block, Paragraph, descendants, plain
from procedures.readability import Readability, readability
from procedures.turn.danger import help_lines
from procedures.turn.wording import FILE as WORDING
from procedures.yaml_files import folders, read

# Longer than this, a sentence is read twice by many.
LONGEST_SENTENCE = 25  # words
HARDEST_LIX = 40.0
LOWEST_KANDEL_MOLES = 70.0  # of a whole file; a single sentence may hold a long name that nothing replaces
FEWEST_WORDS = 60  # below this many, the measures of a whole file mean nothing


@dataclass(frozen=True)
class OwnText:
    """One text, and where to mend it."""

    file: str
    field: str
    text: str


@dataclass(frozen=True)
class Report:
    """The measures of one file, and its sentences that are too long."""

    file: str
    measures: Readability
    too_long: tuple[tuple[str, str], ...]  # field, sentence

    @property
    def is_hard(self) -> bool:
        enough = self.measures.words >= FEWEST_WORDS
        return enough and (self.measures.lix > HARDEST_LIX or self.measures.kandel_moles < LOWEST_KANDEL_MOLES)


def own_texts(data_dir: Path) -> Iterator[OwnText]:
    """What the assistant says, of persons too, the help lines, and every sheet by hand, here or in ``data_dir``."""
    for file, name in ((WORDING, WORDING.name), (HANDOFF_WORDING, "handoff/wording.yaml")):
        for field, text in _leaves(yaml.safe_load(file.read_text(encoding="utf-8"))):
            yield OwnText(name, field, text)
    for danger in help_lines().dangers:
        yield OwnText("help_lines.yaml", danger.name, danger.opening)
    for folder in folders(data_dir):
        for file in folder.files():
            procedure = read(file, folder.origin)
            yield OwnText(file.name, "resume", procedure.description)
            for field, text in _paragraphs((*procedure.introduction, *procedure.body)):
                yield OwnText(file.name, field, text)


def reports(texts: Iterator[OwnText]) -> list[Report]:
    """One report a file, hardest first."""
    by_file: dict[str, list[OwnText]] = {}
    for text in texts:
        by_file.setdefault(text.file, []).append(text)
    made = [_report(file, of_file) for file, of_file in by_file.items()]
    return sorted(made, key=lambda report: report.measures.kandel_moles)


def _report(file: str, texts: list[OwnText]) -> Report:
    too_long = tuple((text.field, text.text) for text in texts if readability(text.text).longest > LONGEST_SENTENCE)
    return Report(file, readability("\n".join(text.text for text in texts)), too_long)


def _leaves(content: object, field: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(content, dict):
        for key, value in content.items():
            yield from _leaves(value, f"{field}.{key}".strip("."))
    elif isinstance(content, str):
        yield field, content


def _paragraphs(blocks: tuple[Block, ...]) -> Iterator[tuple[str, str]]:
    for block in descendants(blocks):
        if isinstance(block, Paragraph):
            yield "contenu", plain(block.runs)
