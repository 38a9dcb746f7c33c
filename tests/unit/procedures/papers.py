"""A town hall that makes identity papers, for conversations of several turns.

Two dossiers alike, by age and event; a sheet about tenants and owners; a life event; a sheet of twelve cases. All is
invented, but for the id of the life event.
"""

from __future__ import annotations

from procedures.model import Aspect, Audience, Choice, Dossier, Option, Procedure, ProcedureKind, Theme
from tests.unit.procedures.fakes import InMemoryCatalogue, bullets, choice, dossier, procedure, section, text

_EVENTS = ("Première demande", "Renouvellement", "Carte perdue", "Carte volée")
_PASSPORT_EVENTS = ("Première demande", "Renouvellement", "Passeport perdu", "Passeport volé")
_PEOPLE = ("Pour un majeur", "Pour un mineur")


def papers() -> InMemoryCatalogue:
    """Ids: N700 with F701 to F704 (of age) and F711 to F714 (minor); N800 alike; F900 tenants; F910 twelve cases."""
    cards, passports = (
        _sheets("N700", "70", "71", "Carte d'identité", _EVENTS),
        _sheets("N800", "80", "81", "Passeport", _PASSPORT_EVENTS),
    )
    others = (_rent(), _twelve_cases(), _death())
    dossiers = (_dossier("N700", "Carte d'identité", cards), _dossier("N800", "Passeport", passports))
    theme = Theme("N9", "N9", Audience.INDIVIDUALS, "Papiers", dossier_ids=("N700", "N800"), procedure_ids=("F910",))
    return InMemoryCatalogue((*cards, *passports, *others), dossiers, (theme,))


def _sheets(dossier_id: str, adults: str, minors: str, name: str, events: tuple[str, ...]) -> tuple[Procedure, ...]:
    return tuple(
        _sheet(f"F{prefix}{number}", f"{name} d'un {person} : {event.lower()}", dossier_id, whom, event)
        for prefix, whom, person in ((adults, _PEOPLE[0], "majeur"), (minors, _PEOPLE[1], "mineur"))
        for number, event in enumerate(events, start=1)
    )


def _sheet(sheet_id: str, title: str, dossier_id: str, whom: str, event: str) -> Procedure:
    where = Choice(
        f"{sheet_id}.where",
        (
            Option(f"{sheet_id}.france", "Vous vivez en France", (bullets(f"Photo pour {event.lower()}", "Timbre"),)),
            Option(f"{sheet_id}.abroad", "Vous vivez à l'étranger", (bullets(f"Photo pour {event.lower()}"),)),
        ),
        prompt="Où vivez-vous ?",
    )
    return procedure(
        sheet_id,
        title,
        section("Pièces à fournir", Aspect.DOCUMENTS, where),
        section("Coût", Aspect.COST, f"Prix de {title} : 25 €"),
        dossier_id=dossier_id,
        sub_dossier=whom,
        label=event,
    )


def _dossier(dossier_id: str, title: str, sheets: tuple[Procedure, ...]) -> Dossier:
    subs = {
        whom: tuple((sheet.id, sheet.label or "") for sheet in sheets if sheet.sub_dossier == whom) for whom in _PEOPLE
    }
    return dossier(dossier_id, title, subs, theme="N9")


def _rent() -> Procedure:
    tenure = choice(
        "F900.c",
        "Quel est votre cas ?",
        Vous_êtes_locataire=(bullets("Quittance"),),
        Vous_êtes_propriétaire=(bullets("Taxe foncière"),),
    )
    return procedure("F900", "Poubelle municipale", section("Pièces à fournir", Aspect.DOCUMENTS, tenure))


def _twelve_cases() -> Procedure:
    cases = choice(
        "F910.c", "Quel est votre arbre ?", **{f"Arbre_{n}": (text(f"Taille de l'arbre {n}."),) for n in range(1, 13)}
    )
    return procedure("F910", "Élagage", section("Démarche", Aspect.HOW, cases))


def _death() -> Procedure:
    return procedure(
        "F16507", "Je dois faire face au décès d'un proche", text("Déclarez le décès."), kind=ProcedureKind.LIFE_EVENT
    )
