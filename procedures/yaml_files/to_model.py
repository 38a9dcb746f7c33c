"""From what an editor wrote to the tree that the rest of the program walks."""

from __future__ import annotations

import re
from decimal import Decimal

from procedures.fee_scale import as_choice, read_amount
from procedures.model import (
    Block,
    Bracket,
    BulletList,
    Cell,
    Choice,
    CrossCheck,
    LegalReference,
    ListItem,
    Note,
    Office,
    Option,
    Origin,
    Paragraph,
    Procedure,
    Reference,
    Row,
    Scale,
    Section,
    Service,
    ServiceKind,
    Source,
    Table,
)
from procedures.words import fold
from procedures.yaml_files import schema, vocabulary
from procedures.yaml_files.inline import read_inline, typeset
from procedures.yaml_files.scale import ScaleBlock, ScaleBody

# Titles under which the parts of an office are filed; the guide uses the same ones.
OFFICE_PARTS = {"telephones": "Par téléphone", "horaires": "Horaires d'ouverture", "adresse": "Sur place"}


def to_procedure(content: schema.ContentFile, procedure_id: str, origin: Origin) -> Procedure:
    """The procedure that ``content`` describes. Its day of verification is that of its oldest section."""
    days = [section.source.verified_on for section in content.sections if section.source]
    return Procedure(
        id=procedure_id,
        source_id=procedure_id,
        audience=vocabulary.PUBLICS[content.public],
        origin=origin,
        kind=vocabulary.FORMS[content.form],
        title=typeset(content.title),
        description=typeset(content.summary),
        url=content.url,
        publisher=content.publisher,
        verified_on=min(days, default=None),
        introduction=_blocks(content.introduction),
        body=tuple(_section(section) for section in content.sections),
        theme_id=content.theme,
        legal=tuple(_legal(reference) for reference in content.legal),
        see_also=tuple(Reference(reference.id, typeset(reference.title)) for reference in content.see_also),
        replaces=tuple(content.replaces),
        everyday_names=tuple(content.everyday_names),
    )


def _blocks(written: list[schema.Block]) -> tuple[Block, ...]:
    return tuple(_block(block) for block in written)


def _block(written: schema.Block) -> Block:
    match written:
        case str():
            return Paragraph(read_inline(written))
        case schema.ListBlock():
            return BulletList(_items(written.items))
        case schema.StepsBlock():
            return BulletList(_items(written.items), ordered=True)
        case schema.FrameBlock(frame=frame):
            return Note(vocabulary.FRAMES[frame.kind], typeset(frame.title), _blocks(frame.content))
        case schema.TableBlock(table=table):
            return _table(table)
        case schema.ChoiceBlock(choice=choice):
            return _choice(choice)
        case ScaleBlock(scale=scale):
            return as_choice(scale.id, _scale(scale))
        case schema.SectionBlock(section=section):
            return _section(section)
        case _:
            return _pointer(written)


def _pointer(written: schema.ServiceBlock | schema.FormBlock | schema.OfficeBlock | schema.LegalBlock) -> Block:
    match written:
        case schema.ServiceBlock(service=service):
            kind = vocabulary.SERVICES[service.kind]
            return Service(service.url, kind, typeset(service.title), service.url, service.provider)
        case schema.FormBlock(form=form):
            title, number = typeset(form.title), form.number
            return Service(form.url, ServiceKind.FORM, title, form.url, form.provider, number=number)
        case schema.OfficeBlock(office=office):
            return _office(office)
        case schema.LegalBlock(legal=legal):
            return _legal(legal)


def _items(written: schema.Items) -> tuple[ListItem, ...]:
    return tuple(ListItem(_item(item)) for item in written)


def _item(written: str | schema.Item) -> tuple[Block, ...]:
    if isinstance(written, str):
        return (Paragraph(read_inline(written)),)
    words = (Paragraph(read_inline(written.words)),) if written.words else ()
    return (*words, *_blocks(written.content))


def _table(written: schema.TableBody) -> Table:
    header = Row(tuple(_cell(words) for words in written.header), header=True)
    rows = (Row(tuple(_cell(words) for words in row)) for row in written.rows)
    return Table((header, *rows), typeset(written.title))


def _cell(words: str) -> Cell:
    return Cell((Paragraph(read_inline(words)),))


def _scale(written: ScaleBody) -> Scale:
    brackets = (Bracket(one.lower, one.upper, _euros(one.amount)) for one in written.brackets)
    return Scale(written.unit, tuple(brackets), _euros(written.unknown) if written.unknown else None)


def _euros(words: str) -> Decimal:
    amount = read_amount(words)
    assert amount is not None  # the schema has seen to it
    return amount


def _choice(written: schema.ChoiceBody) -> Choice:
    options = (
        Option(
            id=f"{written.id}.{option.id}",
            label=typeset(option.label),
            blocks=_blocks(option.content),
            channel=vocabulary.WAYS[option.way] if option.way else None,
            help=_blocks(option.help),
        )
        for option in written.options
    )
    nature = vocabulary.NATURES[written.nature]
    return Choice(written.id, tuple(options), nature, typeset(written.prompt or ""), _blocks(written.help))


def _section(written: schema.SectionBody) -> Section:
    source = written.source
    return Section(
        id=written.id,
        title=typeset(written.title),
        blocks=_blocks(written.content),
        aspects=tuple(vocabulary.SUBJECTS[subject] for subject in written.subjects),
        source=_source(source) if source else None,
    )


def _source(written: schema.Source) -> Source:
    second = written.cross_check
    checked = CrossCheck(second.name, second.url, second.day, typeset(second.difference)) if second else None
    return Source(written.name, written.url, written.verified_on, checked)


def _office(written: schema.OfficeBody) -> Office:
    office_id = re.sub(r"[^a-z0-9]+", "-", fold(written.title)).strip("-")
    lines = {"telephones": written.phones, "horaires": written.hours, "adresse": written.address}
    parts = tuple(
        Section(f"{office_id}.{name}", title, tuple(Paragraph(read_inline(line)) for line in lines[name]))
        for name, title in OFFICE_PARTS.items()
        if lines[name]
    )
    return Office(
        id=office_id,
        kind=vocabulary.OFFICES[written.kind],
        title=typeset(written.title),
        pivots=tuple(written.pivots),
        url=written.url or "",
        blocks=parts,
    )


def _legal(written: schema.LegalBody) -> LegalReference:
    return LegalReference(
        written.url,
        typeset(written.title),
        written.url,
        found_at=written.found_at or "",
        found_on=written.found_on,
    )


def to_blocks(written: list[schema.Block]) -> tuple[Block, ...]:
    """The blocks that an editor wrote outside a whole file: laid over an official procedure."""
    return _blocks(written)
