"""The small knowledge base that the bot is tried on: a passport for adults and children, a registry office paper."""

from __future__ import annotations

from procedures.model import (
    Aspect,
    BulletList,
    Dossier,
    ListItem,
    Paragraph,
    Procedure,
    Section,
    SubDossier,
    SubTheme,
    Text,
    Theme,
)
from procedures.model import DossierEntry as Entry
from tests.items import a_dossier, a_procedure, a_theme


def _paragraph(words: str) -> Paragraph:
    return Paragraph((Text(words),))


def _list(*items: str) -> BulletList:
    return BulletList(tuple(ListItem((_paragraph(item),)) for item in items))


def _papers(prefix: str, *documents: str) -> Section:
    return Section(f"{prefix}-papers", "Pièces à fournir", (_list(*documents),), aspects=(Aspect.DOCUMENTS,))


def _cost(prefix: str, words: str) -> Section:
    return Section(f"{prefix}-cost", "Coût", (_paragraph(words),), aspects=(Aspect.COST,))


def knowledge() -> list[Procedure | Dossier | Theme]:
    adult = a_procedure(
        "F14929",
        title="Passeport d'un majeur",
        dossier_id="N360",
        body=(
            _papers("adult", "Photo d'identité", "Justificatif de domicile"),
            _cost("adult", "Le passeport coûte 86 €."),
        ),
    )
    child = a_procedure(
        "F14930",
        title="Passeport d'un mineur",
        dossier_id="N360",
        body=(_papers("child", "Photo de l'enfant", "Pièce d'identité du parent"), _cost("child", "Il coûte 42 €.")),
    )
    birth = a_procedure(
        "F1427",
        title="Demande d'acte de naissance : copie intégrale ou extrait",
        body=(_papers("birth", "Nom et prénoms des parents"), _cost("birth", "C'est gratuit.")),
    )
    passport = a_dossier(
        "N360",
        title="Passeport",
        theme_id="N19810",
        sub_dossiers=(
            SubDossier("N360-1", "Passeport", (Entry("F14929", "Pour un majeur"), Entry("F14930", "Pour un mineur"))),
        ),
        entries=(),
    )
    theme = a_theme(
        "N19810",
        title="Papiers et citoyenneté",
        sub_themes=(SubTheme("N19810-1", "Papiers", ("N360",)),),
        procedure_ids=("F1427",),
    )
    return [theme, passport, adult, child, birth]
