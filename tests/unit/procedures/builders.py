"""Small procedures for tests, written as one would tell them."""

from __future__ import annotations

from procedures.model import (
    Aspect,
    Audience,
    Block,
    BulletList,
    Choice,
    ChoiceNature,
    Condition,
    IsTrue,
    ListItem,
    Note,
    NoteKind,
    Option,
    Origin,
    Paragraph,
    Procedure,
    ProcedureKind,
    Section,
    Text,
)
from procedures.outcome import Given, Question


def paragraph(words: str) -> Paragraph:
    return Paragraph((Text(words),))


def item(words: str, *nested: Block) -> ListItem:
    return ListItem((paragraph(words), *nested))


def bullets(*items: str | ListItem, ordered: bool = False) -> BulletList:
    return BulletList(tuple(item(entry) if isinstance(entry, str) else entry for entry in items), ordered)


def note(words: str) -> Note:
    return Note(NoteKind.GOOD_TO_KNOW, "À savoir", (paragraph(words),))


def section(
    title: str, *blocks: Block, aspects: tuple[Aspect, ...] = (), condition: Condition | None = None
) -> Section:
    return Section(f"s-{title}", title, blocks, aspects, condition)


def documents(*blocks: Block, title: str = "Pièces à fournir") -> Section:
    return section(title, *blocks, aspects=(Aspect.DOCUMENTS,))


def option(label: str, *blocks: Block, when: str | None = None, within: str = "") -> Option:
    """``when``: the variable that shows it. ``within``: makes the id of an option whose label recurs unique."""
    return Option(f"o-{within}{label}", label, blocks, IsTrue(when) if when else None)


def choice(*options: Option, nature: ChoiceNature = ChoiceNature.SITUATION, prompt: str = "") -> Choice:
    return Choice("c-" + "|".join(option.id for option in options), options, nature, prompt)


def procedure(
    *body: Block,
    id: str = "F1",
    title: str = "Carte de pêche",
    kind: ProcedureKind = ProcedureKind.INFORMATION,
    introduction: tuple[Block, ...] = (),
) -> Procedure:
    return Procedure(
        id=id,
        source_id=id,
        audience=Audience.INDIVIDUALS,
        origin=Origin.OFFICIAL,
        kind=kind,
        title=title,
        description="",
        url=f"https://example.org/{id}",
        publisher="Direction",
        verified_on=None,
        introduction=introduction,
        body=body,
    )


def clicked(question: Question, label: str) -> Given:
    """What is given once the button called ``label`` is clicked."""
    step = next(offer.step for offer in question.choices if offer.label == label)
    return Given(answers=step.answers, variables=step.variables, section=step.section)
