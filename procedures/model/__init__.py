"""What a procedure is: a tree of sections and choices, with its sources and dates.

Everything here is frozen and knows no framework, file format or database. A procedure imported from the official
guide and one written by hand in a town hall are the same tree. Texts are French; identifiers are English.

Ids of sections, choices and options stay the same from one import to the next: overlays, ticked lists and
conversations refer to them.
"""

from procedures.model.about import Aspect, Audience, CrossCheck, Origin, Source
from procedures.model.blocks import (
    Attachment,
    Block,
    BulletList,
    Cell,
    Channel,
    Choice,
    ChoiceNature,
    Conditional,
    Illustration,
    LegalReference,
    LinkedNotice,
    ListItem,
    Note,
    NoteKind,
    Office,
    OfficeKind,
    Option,
    Paragraph,
    Row,
    Section,
    Service,
    ServiceKind,
    Table,
    children,
    descendants,
)
from procedures.model.conditions import AllOf, AnyOf, Assignment, Condition, IsFalse, IsTrue, IsUndefined
from procedures.model.dossier import Dossier, DossierEntry, SubDossier
from procedures.model.procedure import Procedure, ProcedureKind
from procedures.model.resource import Resource
from procedures.model.runs import Link, LinkKind, Mark, Marked, Run, Text, plain
from procedures.model.scale import Bracket, Scale
from procedures.model.surroundings import DatedWarning, Definition, Questionnaire, Reference, WebReference
from procedures.model.theme import SubTheme, Theme

__all__ = [
    "AllOf",
    "AnyOf",
    "Aspect",
    "Assignment",
    "Attachment",
    "Audience",
    "Block",
    "Bracket",
    "BulletList",
    "Cell",
    "Channel",
    "Choice",
    "ChoiceNature",
    "Condition",
    "Conditional",
    "CrossCheck",
    "DatedWarning",
    "Definition",
    "Dossier",
    "DossierEntry",
    "Illustration",
    "IsFalse",
    "IsTrue",
    "IsUndefined",
    "LegalReference",
    "Link",
    "LinkKind",
    "LinkedNotice",
    "ListItem",
    "Mark",
    "Marked",
    "Note",
    "NoteKind",
    "Office",
    "OfficeKind",
    "Option",
    "Origin",
    "Paragraph",
    "Procedure",
    "ProcedureKind",
    "Questionnaire",
    "Reference",
    "Resource",
    "Row",
    "Run",
    "Scale",
    "Section",
    "Service",
    "ServiceKind",
    "Source",
    "SubDossier",
    "SubTheme",
    "Table",
    "Text",
    "Theme",
    "WebReference",
    "children",
    "descendants",
    "plain",
]
