"""What a procedure is: a tree of sections and choices, with its sources and dates.

Everything here is frozen and knows no framework, file format or database. A procedure imported from the official
guide and one written by hand in a town hall are the same tree. Texts are French; identifiers are English.

Ids of sections, choices and options stay the same from one import to the next: overlays, ticked lists and
conversations refer to them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Audience(StrEnum):
    """Whom a procedure is for. An id of the guide may exist for several audiences, with other content."""

    INDIVIDUALS = "particuliers"
    PROFESSIONALS = "professionnels"
    ASSOCIATIONS = "associations"


class Aspect(StrEnum):
    """The kind of question that a section answers, and that a citizen asks."""

    DOCUMENTS = "documents"
    COST = "cost"  # what one pays
    AMOUNT = "amount"  # what one receives
    DELAY = "delay"
    WHERE = "where"
    HOW = "how"
    ELIGIBILITY = "eligibility"
    ONLINE = "online"
    VALIDITY = "validity"
    CONTACT = "contact"
    STATUS = "status"  # how to follow one's file
    APPEAL = "appeal"
    DEFINITION = "definition"


class Origin(StrEnum):
    """Where a procedure comes from; decides what ``GUICHET_CONTENT`` keeps."""

    OFFICIAL = "official"
    OWN = "own"
    DEMONSTRATION = "demonstration"  # about the fictional town: never served once a real town has its sheet


class ProcedureKind(StrEnum):
    INFORMATION = "information"
    QUESTION_ANSWER = "question_answer"
    GUIDED_SEARCH = "guided_search"  # an official dialogue; each end is a link to a procedure
    LIFE_EVENT = "life_event"  # "Comment faire si…": things to do, in order
    POINTERS = "pointers"  # a sheet made of links to other sites


@dataclass(frozen=True)
class Source:
    """Who says so, where, and the day on which the statement was last checked."""

    name: str
    url: str
    verified_on: date | None


# --- Conditions -------------------------------------------------------------------------------------------------
# Variables (T10576…) mean something only inside one guided search and its end, one questionnaire, or one procedure.


@dataclass(frozen=True)
class IsTrue:
    variable: str


@dataclass(frozen=True)
class IsFalse:
    variable: str


@dataclass(frozen=True)
class IsUndefined:
    variable: str


@dataclass(frozen=True)
class AnyOf:
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class AllOf:
    conditions: tuple[Condition, ...]


Condition = IsTrue | IsFalse | IsUndefined | AnyOf | AllOf


@dataclass(frozen=True)
class Assignment:
    """What choosing an option says about a variable."""

    variable: str
    value: bool


# --- Runs: the words of a paragraph -------------------------------------------------------------------------------


class Mark(StrEnum):
    EMPHASIS = "emphasis"
    EXPRESSION = "expression"
    QUOTATION = "quotation"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    AMOUNT = "amount"
    FOREIGN = "foreign"
    VARIABLE = "variable"


class LinkKind(StrEnum):
    PROCEDURE = "procedure"  # target: id of a procedure or dossier, as the source writes it (F1341, N358)
    RESOURCE = "resource"  # target: id of a form or online service (R1580)
    TERM = "term"  # target: id of a definition or abbreviation of the same procedure
    WEB = "web"  # target: URL


@dataclass(frozen=True)
class Text:
    text: str


@dataclass(frozen=True)
class Marked:
    mark: Mark
    runs: tuple[Run, ...]
    language: str | None = None


@dataclass(frozen=True)
class Link:
    kind: LinkKind
    target: str
    runs: tuple[Run, ...]
    audience: Audience | None = None


Run = Text | Marked | Link


# --- Blocks: the content of a section -----------------------------------------------------------------------------


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
    """Alternatives, one of which holds for this person. ``prompt`` is the source's own question, if it has one."""

    id: str
    options: tuple[Option, ...]
    nature: ChoiceNature = ChoiceNature.SITUATION
    prompt: str = ""
    help: tuple[Block, ...] = ()
    tabs: bool = False  # laid out as tabs rather than radio buttons; kept for fidelity


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


# --- Whole procedures and what surrounds them ---------------------------------------------------------------------


@dataclass(frozen=True)
class Definition:
    id: str
    term: str
    blocks: tuple[Block, ...]
    abbreviation: bool = False
    references: tuple[LegalReference, ...] = ()


@dataclass(frozen=True)
class Reference:
    """A pointer to another page of the guide: a linked question, a dossier or procedure to see also."""

    id: str  # as the source writes it
    title: str
    audience: Audience | None = None
    theme: str = ""


@dataclass(frozen=True)
class WebReference:
    """A page of another site ("Pour en savoir plus")."""

    id: str
    title: str
    url: str
    provider: str = ""
    kind: str = ""
    audience: str = ""
    format: str = ""
    size: str = ""
    language: str = ""
    comment: tuple[Block, ...] = ()
    condition: Condition | None = None


@dataclass(frozen=True)
class DatedWarning:
    """A warning that stands above a sheet since ``day`` (a reform under way, a service closed)."""

    id: str
    title: str
    day: date | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Questionnaire:
    """Questions of a life event; their options set variables that filter the sheet's own content."""

    questions: tuple[Choice, ...]
    description: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Procedure:
    """One sheet of the base.

    ``id`` is the public id: the guide's F-number when unique, else ``F133@associations`` (individuals keep the bare
    number). ``source_id`` is the guide's own. ``verified_on`` is the sheet's own date, never that of the import.
    ``replaces`` lists the official ids that a hand-written procedure stands for.
    """

    id: str
    source_id: str
    audience: Audience
    origin: Origin
    kind: ProcedureKind
    title: str
    description: str
    url: str
    publisher: str
    verified_on: date | None
    introduction: tuple[Block, ...] = ()
    body: tuple[Block, ...] = ()
    conditioned: bool = False
    creator: str = ""
    contributor: str = ""
    coverage: str = ""
    subjects: tuple[str, ...] = ()
    legal_sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()  # finer audiences, in the source's words
    breadcrumb: tuple[Reference, ...] = ()
    theme_id: str | None = None
    sub_theme: str | None = None
    dossier_id: str | None = None
    sub_dossier: str | None = None
    label: str | None = None  # its short name inside its dossier ("Première demande")
    warnings: tuple[DatedWarning, ...] = ()
    questionnaire: Questionnaire | None = None
    offices: tuple[Office, ...] = ()
    services: tuple[Service, ...] = ()
    legal: tuple[LegalReference, ...] = ()
    definitions: tuple[Definition, ...] = ()
    questions: tuple[Reference, ...] = ()
    see_also: tuple[Reference, ...] = ()
    life_events: tuple[Reference, ...] = ()
    guided_searches: tuple[Reference, ...] = ()
    more: tuple[WebReference, ...] = ()
    replaces: tuple[str, ...] = ()
    everyday_names: tuple[str, ...] = ()  # hand-written: how people call it


@dataclass(frozen=True)
class DossierEntry:
    procedure_id: str  # public id
    label: str


@dataclass(frozen=True)
class SubDossier:
    id: str
    label: str
    entries: tuple[DossierEntry, ...]


@dataclass(frozen=True)
class Dossier:
    """A subject with several procedures, in the guide's order. ``entries`` are those outside any sub-dossier."""

    id: str
    source_id: str
    audience: Audience
    origin: Origin
    title: str
    description: str
    url: str
    verified_on: date | None
    sub_dossiers: tuple[SubDossier, ...] = ()
    entries: tuple[DossierEntry, ...] = ()
    introduction: tuple[Block, ...] = ()
    theme_id: str | None = None
    sub_theme: str | None = None
    offices: tuple[Office, ...] = ()
    services: tuple[Service, ...] = ()
    questions: tuple[Reference, ...] = ()
    see_also: tuple[Reference, ...] = ()
    guided_searches: tuple[Reference, ...] = ()
    life_events: tuple[Reference, ...] = ()
    more: tuple[WebReference, ...] = ()
    warnings: tuple[DatedWarning, ...] = ()
    legal: tuple[LegalReference, ...] = ()
    definitions: tuple[Definition, ...] = ()

    def procedure_ids(self) -> tuple[str, ...]:
        """Public ids of all its procedures, in order, each once."""
        listed = [entry.procedure_id for sub in self.sub_dossiers for entry in sub.entries]
        listed += [entry.procedure_id for entry in self.entries]
        return tuple(dict.fromkeys(listed))


@dataclass(frozen=True)
class SubTheme:
    id: str
    title: str
    dossier_ids: tuple[str, ...]  # public ids


@dataclass(frozen=True)
class Theme:
    id: str
    source_id: str
    audience: Audience
    title: str
    sub_themes: tuple[SubTheme, ...] = ()
    dossier_ids: tuple[str, ...] = ()
    procedure_ids: tuple[str, ...] = ()
    see_also: tuple[Reference, ...] = ()
    life_events: tuple[Reference, ...] = ()


@dataclass(frozen=True)
class Resource:
    """A form, online service or simulator with a page of its own in the guide (R-number)."""

    id: str
    audience: Audience
    kind: ServiceKind
    title: str
    url: str
    description: str = ""
    provider: str = ""
    number: str = ""  # CERFA number
    other_number: str = ""
    format: str = ""
    size: str = ""
    verified_on: date | None = None
    blocks: tuple[Block, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    notices: tuple[LinkedNotice, ...] = ()
    procedures: tuple[Reference, ...] = field(default=())
    dossiers: tuple[Reference, ...] = ()
    alternatives: tuple[Reference, ...] = ()  # other services or forms for the same purpose
    definitions: tuple[Definition, ...] = ()


# --- Reading a tree -----------------------------------------------------------------------------------------------


def plain(runs: tuple[Run, ...]) -> str:
    """The words of ``runs`` without marks or links, white space as in the source."""
    return "".join(run.text if isinstance(run, Text) else plain(run.runs) for run in runs)


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
