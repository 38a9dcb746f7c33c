"""From the tree back to what an editor would have written: the other half of ``to_model``."""

from __future__ import annotations

from typing import Any

from procedures.fee_scale import written_amount
from procedures.model import (
    Block,
    BulletList,
    Choice,
    LegalReference,
    ListItem,
    Note,
    Office,
    Option,
    Paragraph,
    Procedure,
    Row,
    Scale,
    Section,
    Service,
    ServiceKind,
    Source,
    Table,
)
from procedures.yaml_files.inline import untypeset, write_inline
from procedures.yaml_files.to_model import OFFICE_PARTS
from procedures.yaml_files.vocabulary import (
    FORMS,
    FRAMES,
    NATURES,
    OFFICES,
    PUBLICS,
    SERVICES,
    SUBJECTS,
    WAYS,
    word_for,
)

Written = dict[str, Any]


def from_procedure(procedure: Procedure) -> Written:
    """``procedure`` as the content of a file. Raises ValueError for what only the guide uses."""
    return _without_empty(
        {
            "titre": untypeset(procedure.title),
            "resume": untypeset(procedure.description),
            "url": procedure.url,
            "editeur": procedure.publisher,
            "public": word_for(PUBLICS, procedure.audience),
            "forme": word_for(FORMS, procedure.kind),
            "theme": procedure.theme_id,
            "remplace": list(procedure.replaces),
            "noms_courants": list(procedure.everyday_names),
            "introduction": _blocks(procedure.introduction),
            "rubriques": [_section(_as_section(block)) for block in procedure.body],
            "textes_officiels": [_legal(reference) for reference in procedure.legal],
            "voir_aussi": [{"fiche": page.id, "titre": untypeset(page.title)} for page in procedure.see_also],
        }
    )


def _without_empty(written: Written) -> Written:
    return {key: value for key, value in written.items() if value not in (None, "", [])}


def _as_section(block: Block) -> Section:
    if not isinstance(block, Section):
        raise ValueError(f"un contenu de genre {type(block).__name__} ne peut pas s'écrire hors d'une rubrique")  # noqa: TRY004
    return block


def _blocks(blocks: tuple[Block, ...]) -> list[str | Written]:
    return [_block(block) for block in blocks]


def _block(block: Block) -> str | Written:
    match block:
        case Paragraph():
            return write_inline(block.runs)
        case BulletList():
            return {"etapes" if block.ordered else "liste": [_item(item) for item in block.items]}
        case Note():
            frame = {"titre": untypeset(block.title), "contenu": _blocks(block.blocks)}
            return {"encadre": {"genre": word_for(FRAMES, block.kind), **_without_empty(frame)}}
        case Table():
            return {"tableau": _table(block)}
        case Choice(scale=Scale() as scale):
            return {"bareme": _scale(block.id, scale)}
        case Choice():
            return {"choix": _choice(block)}
        case Section():
            return {"rubrique": _section(block)}
        case _:
            return _pointer(block)


def _pointer(block: Block) -> Written:
    match block:
        case Service(kind=ServiceKind.FORM):
            return {"formulaire": _service(block) | ({"numero": block.number} if block.number else {})}
        case Service():
            return {"service": _service(block) | {"genre": word_for(SERVICES, block.kind)}}
        case Office():
            return {"lieu": _office(block)}
        case LegalReference():
            return {"texte_officiel": _legal(block)}
    raise ValueError(f"un contenu de genre {type(block).__name__} ne peut pas s'écrire dans un fichier")


def _item(item: ListItem) -> str | Written:
    first, *rest = item.blocks
    if not isinstance(first, Paragraph):
        return {"contenu": _blocks(item.blocks)}
    words = write_inline(first.runs)
    return {"texte": words, "contenu": _blocks(tuple(rest))} if rest else words


def _table(table: Table) -> Written:
    header, *rows = table.rows
    written = {"titre": untypeset(table.title), "entete": _words(header), "lignes": [_words(row) for row in rows]}
    return _without_empty(written)


def _words(row: Row) -> list[str]:
    return [write_inline(block.runs) for cell in row.cells for block in cell.blocks if isinstance(block, Paragraph)]


def _scale(scale_id: str, scale: Scale) -> Written:
    brackets = [
        {"de": one.lower, "jusqu_a": one.upper, "montant": written_amount(one.amount)} for one in scale.brackets
    ]
    unknown = None if scale.unknown is None else written_amount(scale.unknown)
    written = {
        "id": scale_id,
        "unite": scale.unit,
        "tranches": [*map(_without_empty, brackets)],
        "sans_quotient": unknown,
    }
    return _without_empty(written)


def _choice(choice: Choice) -> Written:
    written = {
        "id": choice.id,
        "question": untypeset(choice.prompt),
        "nature": word_for(NATURES, choice.nature),
        "aide": _blocks(choice.help),
        "options": [_option(choice, option) for option in choice.options],
    }
    return _without_empty(written)


def _option(choice: Choice, option: Option) -> Written:
    written = {
        "id": option.id.removeprefix(f"{choice.id}."),
        "libelle": untypeset(option.label),
        "aide": _blocks(option.help),
        "voie": word_for(WAYS, option.channel) if option.channel else None,
        "contenu": _blocks(option.blocks),
    }
    return _without_empty(written)


def _section(section: Section) -> Written:
    written = {
        "id": section.id,
        "titre": untypeset(section.title),
        "sujets": [word_for(SUBJECTS, aspect) for aspect in section.aspects],
        "source": _source(section.source) if section.source else None,
        "contenu": _blocks(section.blocks),
    }
    return _without_empty(written)


def _source(source: Source) -> Written:
    written: Written = {"nom": source.name, "url": source.url, "verifie_le": source.verified_on}
    if second := source.cross_check:
        checked = {"nom": second.name, "url": second.url, "date": second.day, "ecart": untypeset(second.difference)}
        written["recoupement"] = _without_empty(checked)
    return written


def _service(service: Service) -> Written:
    return _without_empty({"titre": untypeset(service.title), "url": service.url, "organisme": service.provider})


def _office(office: Office) -> Written:
    parts = {block.title: block for block in office.blocks if isinstance(block, Section)}
    if len(parts) != len(office.blocks) or not parts.keys() <= set(OFFICE_PARTS.values()):
        raise ValueError(f"« {office.title} » a d'autres parties que téléphones, horaires et adresse")
    written = {
        "titre": untypeset(office.title),
        "genre": word_for(OFFICES, office.kind),
        "types": list(office.pivots),
        "url": office.url,
        **{name: _lines(parts.get(title)) for name, title in OFFICE_PARTS.items()},
    }
    return _without_empty(written)


def _lines(part: Section | None) -> list[str]:
    blocks = part.blocks if part else ()
    return [write_inline(block.runs) for block in blocks if isinstance(block, Paragraph)]


def _legal(reference: LegalReference) -> Written:
    return _without_empty(
        {
            "titre": untypeset(reference.title),
            "url": reference.url,
            "releve_dans": reference.found_at,
            "releve_le": reference.found_on,
        }
    )
