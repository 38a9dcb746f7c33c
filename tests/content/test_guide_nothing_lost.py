"""Nothing is lost: all the words of every page of the guide are found again in the stored tree, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

import pytest

from procedures.importer import Item, Unreadable, json_files, read_all
from procedures.importer.nodes import Node
from procedures.importer.runs import LINKS, MARKS
from procedures.importer.sources import open_files
from procedures.model import Dossier, Procedure, Resource, Theme
from tests.content.tree_words import block_texts, texts_of, words_in

# Dropped on purpose, because they hold no words for a citizen or because the words stand elsewhere:
DROPPED = {
    "SurTitre": "the page's kind, kept as a kind",
    "Canal": "always www.service-public.fr",
    "Audience": "the audience, kept as a value",
    "dc:type": "the page's kind again",
    "dc:format": "always text/xml",
    "dc:language": "always Fr",
    "dc:identifier": "the page's number, kept as an id",
    "dc:rights": "always the same address",
    "dc:relation": "the dossier's number, kept as an id",
    "dc:date": "kept as a date",
    "Theme": "its title stands in the theme's own page; its number is kept",
    "DossierPere": "stands in the dossier's own page; its number and the fiche's label are kept",
    "Partenaire": "an empty element",
    "Dossier": "of themes: stands in its own page; its number is kept",
    "LienWeb": "the service's address and provider, kept as values",
}
# Of dossiers, themes and resources, the header says nothing of its own: it is the fiches' header again.
DROPPED_BESIDE_FICHES = {
    "dc:creator",
    "dc:publisher",
    "dc:contributor",
    "dc:coverage",
    "dc:subject",
    "dc:source",
    "dc:description",
    "FilDAriane",
    "Cible",
    "PivotLocal",
}
INLINE = set(MARKS) | LINKS
# Titles of other pages, which have them themselves, and audiences.
DROPPED_INSIDE = {("FicheLiee", "Dossier"), ("SousTheme", "Dossier"), ("Dossier", "Audience")}
REORDERED = {("VoirAussi",)}  # the important ones come first

Texts = Callable[[], Iterable[str]]


def test_every_word_of_every_page_is_stored_in_order(snapshot: Path) -> None:
    files = open_files(snapshot)
    losses = []
    seen = 0
    for file, item in zip(files.files(), read_all([files]), strict=True):
        assert file.data is not None
        seen += 1
        losses += [f"{file.name}: {loss}" for loss in _losses(json_files.parse(file.data), item)]
    assert seen > 7_500
    assert losses == []


def _losses(root: Node, item: Item) -> Iterator[str]:
    parts = _parts(item, root)
    dropped = set(DROPPED) if isinstance(item, Procedure) else set(DROPPED) | DROPPED_BESIDE_FICHES
    unknown = {child.name for child in root.elements()} - set(chain.from_iterable(parts)) - dropped
    if unknown:
        yield f"elements neither stored nor dropped on purpose: {unknown}"
    for names, texts in parts.items():
        written = words_in(chain.from_iterable(_kept_texts(child) for child in root.elements(*names)))
        stored = words_in(texts())
        if names in REORDERED:
            written, stored = sorted(written), sorted(stored)
        if written != stored:
            yield _difference(names, written, stored)


def _kept_texts(node: Node) -> Iterator[str]:
    return _source_texts(
        [child for child in node.children if isinstance(child, str) or (node.name, child.name) not in DROPPED_INSIDE]
    )


def _source_texts(nodes: Iterable[Node | str]) -> Iterator[str]:
    """The source's texts; only marks and links may stand inside a word ("1" + "er")."""
    flowing = ""
    for child in nodes:
        if isinstance(child, str):
            flowing += child
        elif child.name in INLINE:
            flowing += " ".join(_source_texts(child.children)) if _holds_blocks(child) else child.raw_text()
        else:
            yield flowing
            flowing = ""
            yield from _source_texts(child.children)
    yield flowing


def _holds_blocks(node: Node) -> bool:
    return any(child.name not in INLINE or _holds_blocks(child) for child in node.elements())


def _difference(names: tuple[str, ...], written: list[str], stored: list[str]) -> str:
    at = next((i for i, pair in enumerate(zip(written, stored, strict=False)) if pair[0] != pair[1]), -1)
    return f"{names} from word {at}: source {written[at : at + 8]}, stored {stored[at : at + 8]}"


def _parts(item: Item, root: Node) -> dict[tuple[str, ...], Texts]:
    """For each group of elements of a page, the texts that the item keeps of it."""
    match item:
        case Procedure():
            return _procedure_parts(item)
        case Dossier():
            return _dossier_parts(item)
        case Theme():
            return _theme_parts(item)
        case Resource():
            return _resource_parts(item, root)
        case Unreadable():
            pytest.fail(f"{item.name} could not be read: {item.reason}")


def _all(values: Iterable[object]) -> Texts:
    return lambda: chain.from_iterable(texts_of(value) for value in values)


def _procedure_parts(item: Procedure) -> dict[tuple[str, ...], Texts]:
    return {
        ("dc:title",): lambda: [item.title],
        ("dc:description",): lambda: [item.description],
        ("dc:creator",): lambda: [item.creator],
        ("dc:publisher",): lambda: [item.publisher],
        ("dc:contributor",): lambda: [item.contributor],
        ("dc:coverage",): lambda: [item.coverage],
        ("dc:subject",): lambda: item.subjects,
        ("dc:source",): lambda: item.legal_sources,
        ("Cible",): lambda: item.targets,
        ("FilDAriane",): _all(item.breadcrumb),
        ("SousThemePere",): lambda: [item.sub_theme or ""],
        ("SousDossierPere",): lambda: [item.sub_dossier or ""],
        ("Introduction",): lambda: block_texts(item.introduction),
        ("Questionnaire",): _all([item.questionnaire] if item.questionnaire else []),
        ("Texte", "ListeSituations", "Problematiques", "LienExterneCommente"): lambda: block_texts(item.body),
        ("Avertissement",): _all(item.warnings),
        ("OuSAdresser",): _all(item.offices),
        ("ServiceEnLigne",): _all(item.services),
        ("Reference",): _all(item.legal),
        ("Definition", "Abreviation"): _all(item.definitions),
        ("QuestionReponse",): _all(item.questions),
        ("VoirAussi",): _all(item.see_also),
        ("CommentFaireSi",): _all(item.life_events),
        ("RechercheGuidee",): _all(item.guided_searches),
        ("PourEnSavoirPlus",): _all(item.more),
    }


def _dossier_parts(item: Dossier) -> dict[tuple[str, ...], Texts]:
    return {
        ("dc:title",): lambda: [item.title],
        ("dc:description",): lambda: [item.description],
        ("SousThemePere",): lambda: [item.sub_theme or ""],
        ("SousDossier",): lambda: chain.from_iterable(
            (sub.label, *(entry.label for entry in sub.entries)) for sub in item.sub_dossiers
        ),
        ("Fiche",): lambda: (entry.label for entry in item.entries),
        ("Introduction",): lambda: block_texts(item.introduction),
        ("Avertissement",): _all(item.warnings),
        ("OuSAdresser",): _all(item.offices),
        ("ServiceEnLigne",): _all(item.services),
        ("Reference",): _all(item.legal),
        ("Definition", "Abreviation"): _all(item.definitions),
        ("QuestionReponse",): _all(item.questions),
        ("VoirAussi",): _all(item.see_also),
        ("CommentFaireSi",): _all(item.life_events),
        ("RechercheGuidee",): _all(item.guided_searches),
        ("PourEnSavoirPlus",): _all(item.more),
    }


def _theme_parts(item: Theme) -> dict[tuple[str, ...], Texts]:
    return {
        ("dc:title",): lambda: [item.title],
        ("CommentFaireSi",): _all(item.life_events),
        ("SousTheme",): lambda: (sub_theme.title for sub_theme in item.sub_themes),
        ("VoirAussi",): _all(item.see_also),
    }


def _resource_parts(item: Resource, root: Node) -> dict[tuple[str, ...], Texts]:
    kind = f"{root.get('type')} : "  # "Formulaire : …" is kept as the kind
    return {
        ("dc:title",): lambda: [kind if root.words_of("dc:title").startswith(kind) else "", item.title],
        ("dc:description",): lambda: [item.description],
        ("NumeroCerfa",): lambda: [item.number],
        ("AutreNumero",): lambda: [item.other_number],
        ("Introduction", "Texte", "OuSAdresser", "OuSAdresserSupport"): lambda: block_texts(item.blocks),
        ("NoticeLiee",): lambda: (notice.title for notice in item.notices),
        ("ServiceEnLigneAnnexe",): _all(item.attachments),
        ("FicheLiee",): _all(item.procedures),
        ("Dossier",): _all(item.dossiers),
        ("ServiceEnLigneAlternatif",): _all(item.alternatives),
        ("Definition", "Abreviation"): _all(item.definitions),
    }
