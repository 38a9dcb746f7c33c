"""Blocks: the content of a section.

They are one family and in one module: a section, a note, an office or a service holds blocks of any kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from procedures.model.about import Aspect, Source
from procedures.model.conditions import Assignment, Condition
from procedures.model.runs import Run
from procedures.model.scale import Scale


@dataclass(frozen=True)
class Paragraph:
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class ListItem:
    blocks: tuple[Block, ...]
    condition: Condition | None = None


@dataclass(frozen=True)
class BulletList:
    """A list; ``ordered`` when its items are steps to follow in that order."""

    items: tuple[ListItem, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Cell:
    blocks: tuple[Block, ...]
    columns: int = 1  # how many columns it spans
    rows: int = 1


@dataclass(frozen=True)
class Row:
    cells: tuple[Cell, ...]
    header: bool = False


@dataclass(frozen=True)
class Table:
    rows: tuple[Row, ...]
    title: str = ""
    summary: tuple[Block, ...] = ()
    header_columns: int = 0  # how many of the first columns are headers of their row


class NoteKind(StrEnum):
    CAUTION = "attention"
    GOOD_TO_KNOW = "a_savoir"
    PLEASE_NOTE = "a_noter"
    REMINDER = "rappel"


@dataclass(frozen=True)
class Note:
    kind: NoteKind
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Illustration:
    url: str
    alternative: str
    caption: str = ""
    credits: str = ""
    description: tuple[Block, ...] = ()
    beside: tuple[Block, ...] = ()  # the text that the picture illustrates


class OfficeKind(StrEnum):
    LOCAL = "local"  # a kind of office, one per town or department: which one depends on the place
    NATIONAL = "national"
    CALL_CENTRE = "call_centre"
    SUPPORT = "support"


@dataclass(frozen=True)
class Office:
    """Where to go or whom to call. ``pivots`` name the kind of local office (mairie, prefecture, caf, msap…)."""

    id: str
    kind: OfficeKind
    title: str
    pivots: tuple[str, ...] = ()
    complements: tuple[str, ...] = ()
    url: str = ""
    provider: str = ""
    blocks: tuple[Block, ...] = ()  # phones, hours, addresses, as the source lays them out
    condition: Condition | None = None


class ServiceKind(StrEnum):
    ONLINE_SERVICE = "online_service"
    FORM = "form"
    LETTER_TEMPLATE = "letter_template"
    SIMULATOR = "simulator"
    SEARCH_TOOL = "search_tool"


@dataclass(frozen=True)
class LinkedNotice:
    """The notice that goes with a form."""

    id: str
    title: str
    url: str
    number: str = ""
    format: str = ""
    size: str = ""


@dataclass(frozen=True)
class Attachment:
    """A further form of a service, often with its own CERFA number (``ServiceEnLigneAnnexe``)."""

    kind: str
    title: str
    url: str
    number: str = ""
    blocks: tuple[Block, ...] = ()
    notices: tuple[LinkedNotice, ...] = ()


@dataclass(frozen=True)
class Service:
    """An online service, form, letter template or simulator, where it stands in the text."""

    id: str
    kind: ServiceKind
    title: str
    url: str
    provider: str = ""
    number: str = ""  # CERFA number
    other_number: str = ""
    comment: str = ""
    format: str = ""
    size: str = ""
    language: str = ""
    pivots: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    notices: tuple[LinkedNotice, ...] = ()
    condition: Condition | None = None


@dataclass(frozen=True)
class LegalReference:
    id: str
    title: str
    url: str
    kind: str = ""
    complements: tuple[str, ...] = ()
    provider: str = ""
    condition: Condition | None = None
    # Of one that we copied from a page: its address, and the day that page bore. Texts are renumbered afterwards.
    found_at: str = ""
    found_on: date | None = None


class Channel(StrEnum):
    ONLINE = "online"
    POST = "post"
    COUNTER = "counter"
    PHONE = "phone"


class ChoiceNature(StrEnum):
    """What the options of a choice tell apart, and so what the walk does with it (GUIDE-CORPUS, "Choices")."""

    SITUATION = "situation"  # about the person: ask, unless known or without effect
    PLACE = "place"  # settled by a place
    CHANNEL = "channel"  # alternatives, shown together
    OUTCOME = "outcome"  # later stages, shown when asked about
    GENERAL = "general"  # a general case and its exceptions, shown together


@dataclass(frozen=True)
class Option:
    id: str
    label: str
    blocks: tuple[Block, ...]
    condition: Condition | None = None
    channel: Channel | None = None
    help: tuple[Block, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    leads_to: str | None = None  # public id of the procedure where a guided search ends


@dataclass(frozen=True)
class Choice:
    """Alternatives, one of which holds for this person. ``prompt`` is the source's own question, if it has one.

    ``scale``: the fee by family quotient whose lines the options are; left open, it is shown as a table.
    """

    id: str
    options: tuple[Option, ...]
    nature: ChoiceNature = ChoiceNature.SITUATION
    prompt: str = ""
    help: tuple[Block, ...] = ()
    tabs: bool = False  # laid out as tabs rather than radio buttons; kept for fidelity
    scale: Scale | None = None


@dataclass(frozen=True)
class Conditional:
    """Content shown unless its condition is known to be false."""

    condition: Condition
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Section:
    """A chapter or sub-chapter. ``aspects`` come first-matters-most and may be empty."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    aspects: tuple[Aspect, ...] = ()
    condition: Condition | None = None
    title_runs: tuple[Run, ...] = ()
    alternative_title: str = ""
    source: Source | None = None  # when a hand-written section has a source of its own


Block = (
    Paragraph
    | BulletList
    | Table
    | Note
    | Illustration
    | Office
    | Service
    | LegalReference
    | Choice
    | Conditional
    | Section
)


def children(block: Block) -> tuple[Block, ...]:
    """The blocks directly inside ``block``, in reading order; a choice gives those of all its options."""
    match block:
        case Section() | Note() | Conditional() | Office() | Service():
            return block.blocks
        case BulletList():
            return tuple(inner for item in block.items for inner in item.blocks)
        case Table():
            return tuple(inner for row in block.rows for cell in row.cells for inner in cell.blocks)
        case Choice():
            return tuple(inner for option in block.options for inner in option.blocks)
        case Illustration():
            return block.beside
        case Paragraph() | LegalReference():
            return ()


def descendants(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block of a tree, depth first, in reading order."""
    for block in blocks:
        yield block
        yield from descendants(children(block))
