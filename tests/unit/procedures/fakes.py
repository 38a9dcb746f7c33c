"""A small knowledge base held in memory, and short ways to write procedures, for tests of all that reads one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from procedures.catalogue import SearchEntry
from procedures.model import (
    Aspect,
    Audience,
    Block,
    BulletList,
    Choice,
    Dossier,
    DossierEntry,
    ListItem,
    Mark,
    Marked,
    Option,
    Origin,
    Paragraph,
    Procedure,
    ProcedureKind,
    Resource,
    Section,
    SubDossier,
    SubTheme,
    Text,
    Theme,
    descendants,
    plain,
)

VERIFIED_ON = date(2020, 11, 12)


class InMemoryCatalogue:
    """Implements ``procedures.catalogue.Catalogue`` over what it is given; ``publish`` changes its version."""

    def __init__(
        self,
        procedures: Iterable[Procedure] = (),
        dossiers: Iterable[Dossier] = (),
        themes: Iterable[Theme] = (),
        resources: Iterable[Resource] = (),
    ) -> None:
        self._procedures = {procedure.id: procedure for procedure in procedures}
        self._dossiers = {dossier.id: dossier for dossier in dossiers}
        self._themes = {theme.id: theme for theme in themes}
        self._resources = {resource.id: resource for resource in resources}
        self._version = 1

    def publish(self, procedure: Procedure) -> None:
        self._procedures[procedure.id] = procedure
        self._version += 1

    def withdraw(self, procedure_id: str) -> None:
        del self._procedures[procedure_id]
        self._version += 1

    def procedure(self, procedure_id: str) -> Procedure | None:
        replacing = (own for own in self._procedures.values() if procedure_id in own.replaces)
        return self._procedures.get(procedure_id) or next(replacing, None)

    def dossier(self, dossier_id: str) -> Dossier | None:
        return self._dossiers.get(dossier_id)

    def theme(self, theme_id: str) -> Theme | None:
        return self._themes.get(theme_id)

    def themes(self, audience: Audience = Audience.INDIVIDUALS) -> tuple[Theme, ...]:
        return tuple(theme for theme in self._themes.values() if theme.audience is audience)

    def resource(self, resource_id: str) -> Resource | None:
        return self._resources.get(resource_id)

    def title(self, subject_id: str) -> str | None:
        found = self.procedure(subject_id) or self.dossier(subject_id) or self.theme(subject_id)
        return found.title if found else None

    def search_entries(self) -> Iterator[SearchEntry]:
        for procedure in self._procedures.values():
            yield _procedure_entry(procedure, self._dossiers)
        for dossier in self._dossiers.values():
            yield _dossier_entry(dossier)

    def version(self) -> str:
        return str(self._version)


def _procedure_entry(procedure: Procedure, dossiers: dict[str, Dossier]) -> SearchEntry:
    dossier = dossiers.get(procedure.dossier_id or "")
    blocks = list(descendants((*procedure.introduction, *procedure.body)))
    options = [option.label for block in blocks if isinstance(block, Choice) for option in block.options]
    labels = (dossier.title if dossier else "", procedure.sub_dossier or "", procedure.label or "")
    return SearchEntry(
        id=procedure.id,
        kind="procedure",
        procedure_kind=procedure.kind,
        audience=procedure.audience,
        origin=procedure.origin,
        title=procedure.title,
        labels=tuple(label for label in labels if label),
        headings=(*(block.title for block in blocks if isinstance(block, Section)), *options),
        questions=tuple(question.title for question in procedure.questions),
        description=procedure.description,
        body=" ".join(plain(block.runs) for block in blocks if isinstance(block, Paragraph)),
        everyday_names=procedure.everyday_names,
        dossier_id=procedure.dossier_id,
        replaces=procedure.replaces,
    )


def _dossier_entry(dossier: Dossier) -> SearchEntry:
    return SearchEntry(
        id=dossier.id,
        kind="dossier",
        procedure_kind=None,
        audience=dossier.audience,
        origin=dossier.origin,
        title=dossier.title,
        labels=tuple(sub.label for sub in dossier.sub_dossiers),
        description=dossier.description,
    )


# --- Short ways to write a procedure --------------------------------------------------------------------------------


def text(words: str) -> Paragraph:
    """A paragraph; amounts in euros are marked as the guide marks them."""
    if words.endswith("€"):
        return Paragraph((Marked(Mark.AMOUNT, (Text(words),)),))
    return Paragraph((Text(words),))


def bullets(*items: str | tuple[Block, ...]) -> BulletList:
    return BulletList(tuple(ListItem((text(item),) if isinstance(item, str) else item) for item in items))


def section(title: str, aspect: Aspect | None, *blocks: Block | str, section_id: str = "") -> Section:
    written = tuple(text(block) if isinstance(block, str) else block for block in blocks)
    return Section(section_id or f"s-{title.lower()}", title, written, (aspect,) if aspect else ())


def choice(choice_id: str, prompt: str, **options: tuple[Block, ...]) -> Choice:
    """A choice whose options are labelled by the names of the arguments, with spaces for underscores."""
    return Choice(
        choice_id,
        tuple(
            Option(f"{choice_id}.{number}", label.replace("_", " "), blocks)
            for number, (label, blocks) in enumerate(options.items(), start=1)
        ),
        prompt=prompt,
    )


def procedure(
    procedure_id: str,
    title: str,
    *body: Block,
    kind: ProcedureKind = ProcedureKind.INFORMATION,
    audience: Audience = Audience.INDIVIDUALS,
    origin: Origin = Origin.OFFICIAL,
    description: str = "",
    dossier_id: str | None = None,
    label: str | None = None,
    sub_dossier: str | None = None,
    everyday_names: tuple[str, ...] = (),
    replaces: tuple[str, ...] = (),
    verified_on: date | None = VERIFIED_ON,
) -> Procedure:
    return Procedure(
        id=procedure_id,
        source_id=procedure_id,
        audience=audience,
        origin=origin,
        kind=kind,
        title=title,
        description=description,
        url=f"https://www.service-public.fr/particuliers/vosdroits/{procedure_id}",
        publisher="Direction de l'information légale et administrative",
        verified_on=verified_on,
        body=body,
        dossier_id=dossier_id,
        label=label,
        sub_dossier=sub_dossier,
        everyday_names=everyday_names,
        replaces=replaces,
    )


def dossier(dossier_id: str, title: str, subs: dict[str, tuple[tuple[str, str], ...]], *, theme: str = "") -> Dossier:
    """``subs``: label of each sub-dossier -> (procedure id, label) pairs."""
    return Dossier(
        id=dossier_id,
        source_id=dossier_id,
        audience=Audience.INDIVIDUALS,
        origin=Origin.OFFICIAL,
        title=title,
        description="",
        url=f"https://www.service-public.fr/particuliers/vosdroits/{dossier_id}",
        verified_on=VERIFIED_ON,
        sub_dossiers=tuple(
            SubDossier(f"{dossier_id}-{number}", label, tuple(DossierEntry(*entry) for entry in entries))
            for number, (label, entries) in enumerate(subs.items(), start=1)
        ),
        theme_id=theme or None,
    )


def town_hall() -> InMemoryCatalogue:
    """A few invented procedures of each shape: a dossier by age, a choice, a question with its answer, a guided
    search, a fictional canteen."""
    renewal = choice(
        "F20.c1",
        "Votre carte est-elle encore valable ?",
        Carte_valable=(bullets("Ancienne carte", "Photo récente"),),
        Carte_périmée=(bullets("Ancienne carte", "Photo récente", "Acte de naissance"),),
    )
    card = {"dossier_id": "N1"}
    procedures = (
        procedure(
            "F10",
            "Carte de bibliothèque d'un adulte : première inscription",
            section("Pièces à fournir", Aspect.DOCUMENTS, bullets("Pièce d'identité", "Justificatif de domicile")),
            section("Coût", Aspect.COST, "La carte coûte 12 €"),
            section("Délai", Aspect.DELAY, "La carte est remise sous 5 jours."),
            **card,
            label="Première inscription",
            sub_dossier="Pour un adulte",
        ),
        procedure(
            "F20",
            "Carte de bibliothèque d'un adulte : renouvellement",
            section("Pièces à fournir", Aspect.DOCUMENTS, renewal),
            section("Coût", Aspect.COST, "Le renouvellement est gratuit."),
            **card,
            label="Renouvellement",
            sub_dossier="Pour un adulte",
        ),
        procedure(
            "F21",
            "Carte de bibliothèque d'un adulte : en cas de perte",
            section("Pièces à fournir", Aspect.DOCUMENTS, bullets("Pièce d'identité", "Déclaration de perte")),
            section("Coût", Aspect.COST, "Le duplicata coûte 5 €"),
            **card,
            label="Carte perdue",
            sub_dossier="Pour un adulte",
        ),
        procedure("F22", "Vol de la carte d'un adulte", **card, label="Carte volée", sub_dossier="Pour un adulte"),
        procedure(
            "F30",
            "Carte de bibliothèque d'un enfant : première inscription",
            section("Pièces à fournir", Aspect.DOCUMENTS, bullets("Livret de famille")),
            section("Coût", Aspect.COST, "La carte est gratuite."),
            **card,
            label="Première inscription",
            sub_dossier="Pour un enfant",
        ),
        procedure(
            "F31", "Renouveler la carte d'un enfant", **card, label="Renouvellement", sub_dossier="Pour un enfant"
        ),
        procedure(
            "F32",
            "Carte de bibliothèque d'un enfant : en cas de perte",
            section("Pièces à fournir", Aspect.DOCUMENTS, bullets("Livret de famille", "Lettre des parents")),
            **card,
            label="Carte perdue",
            sub_dossier="Pour un enfant",
        ),
        procedure(
            "F40",
            "Peut-on promener un hippopotame dans le parc ?",
            text("Non, sauf pendant la fête du printemps."),
            kind=ProcedureKind.QUESTION_ANSWER,
            description="Règles du parc municipal.",
        ),
        procedure("F50", "Je cherche une carte", kind=ProcedureKind.GUIDED_SEARCH),
        procedure(
            "restauration-scolaire",
            "Inscription à la restauration scolaire",
            section("Tarif", Aspect.COST, "Le repas coûte 3,20 €"),
            origin=Origin.DEMONSTRATION,
            everyday_names=("cantine",),
            verified_on=date(2026, 9, 1),
        ),
    )
    reading = dossier(
        "N1",
        "Carte de bibliothèque",
        {
            "Pour un adulte": (
                ("F10", "Première inscription"),
                ("F20", "Renouvellement"),
                ("F21", "Carte perdue"),
                ("F22", "Carte volée"),
            ),
            "Pour un enfant": (("F30", "Première inscription"), ("F31", "Renouvellement"), ("F32", "Carte perdue")),
        },
        theme="N9",
    )
    leisure = Theme(
        "N9",
        "N9",
        Audience.INDIVIDUALS,
        "Loisirs",
        (SubTheme("N9-1", "Culture", ("N1",)), SubTheme("N9-2", "Parcs", ())),
        procedure_ids=("F40",),
    )
    return InMemoryCatalogue(procedures, (reading,), (leisure,))


__all__ = [
    "VERIFIED_ON",
    "InMemoryCatalogue",
    "bullets",
    "choice",
    "dossier",
    "procedure",
    "section",
    "text",
    "town_hall",
]
