"""The documents to bring, read from the lists and tables of a chapter.

One entry per top-level item of a list that lists documents (contract 5.2), so that each has one box to tick; a list
of alternatives is one entry. Lists of steps, of cases, or of data to write on a form are not documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from procedures.extract.certain import certain_options
from procedures.model import (
    Aspect,
    Block,
    BulletList,
    Cell,
    Choice,
    Conditional,
    Illustration,
    LegalReference,
    ListItem,
    Note,
    Office,
    Paragraph,
    Row,
    Section,
    Service,
    Table,
    children,
    plain,
)
from procedures.outcome import DocumentItem
from procedures.words import fold

ONE_OF_THESE = "Un seul de ces documents :"

_DOCUMENT = r"(document|piece|justificatif|titre|attestation|certificat|papier|acte|carte|preuve)s?"
_ALTERNATIVES = re.compile(
    rf"\bau choix\b|\b(l'|d')?une? (ou l'autre )?(seule? )?(des|de ces|parmi les)( \d+| deux| trois)? {_DOCUMENT}\b"
    rf"|\bl'une? (ou l'autre )?(des|de ces|parmi les)( \d+)? (elements|suivant)"
    rf"|\bune? seule? (de ces |des )?{_DOCUMENT}"
)
_ASKS_DOCUMENTS = re.compile(
    r"piece|document|justifi|fourni|present|joindr|joint|joign|produi|apport|muni|accompagn|transm|remettre|remis"
    r"|attest|original|copie|envoy|adress|depos|dossier"
)
_ASKS_SOMETHING_ELSE = re.compile(
    r"\b(situation|condition|cas|motif|critere|personne|organisme|service|lieu|lieux|moyen|maniere|mode|etape"
    r"|information|mention|renseignement|donnee|demarche|regle|sanction|droit|coordonnee|obligation)s?"
    r"( \w+)? (suivante?s?|ci-dessous)\b|\b(indiqu|precis|mentionn|renseign|comport|conten|contien|saisi)\w*"
    r"|\b(varie|varient|differe|different|depend|dependent)\b[^.]*$"
    r"|\b(peut|peuvent|pouvez) (etre|se faire|effectuer|vous adresser)\b"
    r"|\bvous (obtenez|obtiendrez|recevez|recevrez)\b[^.]*$|\bcertifi\w* sur l'honneur\b"
    r"|\b(pouvez|si)( soit)? ?:?$|\b(information|renseignement)s?,? (notamment|dont)?,? ?:?$"
)
# These outweigh whatever else the lead-in says: "d'autres pièces peuvent être demandées", "les pièces suivantes".
_ASKS_DOCUMENTS_OUTRIGHT = re.compile(
    rf"{_DOCUMENT} suivant|\b{_DOCUMENT}( \w+)? (peut|peuvent|pourra|pourront)( \w+)? etre (demand|exig|reclam)\w*"
)
_NAMED = (
    r"(acte|attestation|autorisation|avis|bail|bulletin|carte|certificat|contrat|convention|copie|declaration|diplome"
    r"|document|extrait|facture|fiche|formulaire|jugement|justificatif|lettre|livret|mandat|original|passeport|permis"
    r"|photo|photocopie|piece|preuve|proces-verbal|procuration|quittance|recepisse|releve|rib|titre|traduction|visa)s?"
)
_CONDITION = r"(si|s'il|s'ils|sauf si|lorsque|quand|en cas|dans le cas|pour les?)\b"
_CONDITIONED_DOCUMENT = re.compile(rf"(et |ou )?{_CONDITION}.*?[:,].*\b{_NAMED}\b")
_NEVER_A_DOCUMENT = re.compile(
    r"(soit )?(si vous|s'il|lorsque|quand|(faire|demander|deposer|former|saisir|etre) "
    r"|vous (etes|avez|devez|pouvez)|vos? (noms?|prenoms?|adresse)\b|noms?\b"
    r"|prenoms?\b|(date|lieu) de|en ligne\b|par (courrier|internet|telephone|correspondance)|sur place"
    r"|soit (en|par|a|au) )"
)


def documents_in(blocks: Iterable[Block]) -> tuple[DocumentItem, ...]:
    """The documents listed in ``blocks``, in their order; the same entry found twice counts once.

    In a chapter of documents a list is one of documents unless what introduces it says otherwise; elsewhere it is one
    only when what introduces it asks for documents.
    """
    return tuple(dict.fromkeys(_documents(tuple(blocks), asked=False)))


def is_alternatives(lead_in: str) -> bool:
    """Whether ``lead_in`` asks for one of the documents that follow it, not for all of them."""
    return bool(_ALTERNATIVES.search(fold(lead_in)))


def _documents(blocks: tuple[Block, ...], *, asked: bool) -> Iterator[DocumentItem]:
    lead_in = ""
    for block in _lists_joined(blocks):
        match block:
            case Paragraph():
                lead_in = words(block) or lead_in
                continue
            case BulletList():
                yield from _listed(block, lead_in, asked=asked)
                continue  # a list that a blank or a form cut in two keeps its lead-in
            case Table():
                yield from _tabulated(block, lead_in, asked=asked)
            case Section():
                yield from _documents(block.blocks, asked=asked or Aspect.DOCUMENTS in block.aspects[:1])
            case Choice():
                for option in certain_options(block):
                    yield from _documents(option.blocks, asked=asked)
            case Conditional():
                yield from _documents(block.blocks, asked=asked)
            case Note() | Office() | Service() | LegalReference() | Illustration():
                pass
        lead_in = ""


def _lists_joined(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """``blocks`` with lists that follow each other directly made one: the layout often cuts a list in pieces."""
    for ordered, run in groupby(blocks, key=lambda block: block.ordered if isinstance(block, BulletList) else None):
        if ordered is None:
            yield from run
        else:
            lists = [block for block in run if isinstance(block, BulletList)]
            yield BulletList(tuple(item for block in lists for item in block.items), ordered)


def _listed(block: BulletList, lead_in: str, *, asked: bool) -> Iterator[DocumentItem]:
    if not _lists_documents(block, fold(lead_in), asked=asked):
        return
    if is_alternatives(lead_in):
        yield DocumentItem(ONE_OF_THESE, tuple(_whole(item) for item in block.items))
    else:
        yield from (_entry(item) for item in block.items)


def _lists_documents(block: BulletList, lead_in: str, *, asked: bool) -> bool:
    outright = bool(_ASKS_DOCUMENTS_OUTRIGHT.search(lead_in))
    if _ASKS_SOMETHING_ELSE.search(lead_in) and not outright:
        return False
    asks = bool(_ASKS_DOCUMENTS.search(lead_in))
    if block.ordered:
        return asks and bool(re.search(_DOCUMENT, lead_in))
    if not asks:
        never = sum(_never_a_document(fold(_own(item))) for item in block.items)
        return asked and never * 2 <= len(block.items)
    return asked or bool(re.search(_DOCUMENT, lead_in))


def _never_a_document(item: str) -> bool:
    """Whether ``item`` is a step, a case or data; "si vous êtes marié : acte de mariage" names a document."""
    return bool(_NEVER_A_DOCUMENT.match(item)) and not _CONDITIONED_DOCUMENT.match(item)


# --- Items --------------------------------------------------------------------------------------------------------


def words(block: Block) -> str:
    """The words of ``block`` on one line, lists and tables left out."""
    match block:
        case Paragraph():
            return tidy(plain(block.runs))
        case BulletList() | Table() | Choice():
            return ""
        case Office() | Service() | LegalReference():
            return block.title
        case Note():
            return " ".join(filter(None, map(words, block.blocks)))
        case _:
            return " ".join(filter(None, map(words, children(block))))


def tidy(text: str) -> str:
    """``text`` on one line, without the spaces that links leave before punctuation."""
    return re.sub(r"(?<=\w) (?=[.,)])", "", " ".join(text.split()))


def _entry(item: ListItem) -> DocumentItem:
    return DocumentItem(_own(item), tuple(_details(item.blocks)))


def _own(item: ListItem) -> str:
    return " ".join(filter(None, map(words, item.blocks)))


def _whole(item: ListItem) -> str:
    """An item and what it nests, on one line."""
    details = ", ".join(_details(item.blocks))
    return f"{_own(item).rstrip(' :')} : {details}" if details else _own(item)


def _details(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case BulletList():
                yield from (_whole(item) for item in block.items)
            case Choice():
                for option in block.options:
                    yield f"{option.label} : {', '.join(_flat(option.blocks))}"
            case Table():
                yield from (f"{entry.label} {', '.join(entry.details)}".strip() for entry in _rows(block))
            case Conditional() | Section():
                yield from _details(block.blocks)
            case _:
                pass


def _flat(blocks: tuple[Block, ...]) -> list[str]:
    own = [text for text in map(words, blocks) if text]
    return [*own, *_details(blocks)]


# --- Tables -------------------------------------------------------------------------------------------------------


def _tabulated(table: Table, lead_in: str, *, asked: bool) -> Iterator[DocumentItem]:
    """A table of documents: one entry per case (a row or a column), the documents of the case as details."""
    about = fold(f"{table.title} {lead_in}")
    if asked or re.search(_DOCUMENT, about):
        yield from _rows(table)


def _rows(table: Table) -> Iterator[DocumentItem]:
    columns: list[str] = []
    for row in table.rows:
        if row.header:
            columns = [_title(cell) for cell in row.cells]
        else:
            yield from _row(row, columns, table.header_columns)


def _row(row: Row, columns: list[str], header_columns: int) -> Iterator[DocumentItem]:
    heads = header_columns or int(len(row.cells) > 1 and not any(_details(row.cells[0].blocks)))
    head = " – ".join(filter(None, (_title(cell) for cell in row.cells[:heads])))
    for index, cell in enumerate(row.cells[heads:], start=heads):
        details = tuple(_flat(cell.blocks))
        column = columns[index] if index < len(columns) and (len(row.cells) - heads > 1 or not head) else ""
        label = " – ".join(filter(None, (head, column)))
        if label and details:
            yield DocumentItem(f"{label} :", details)
        elif details:
            yield from (DocumentItem(detail) for detail in details)


def _title(cell: Cell) -> str:
    return " ".join(_flat(cell.blocks))
