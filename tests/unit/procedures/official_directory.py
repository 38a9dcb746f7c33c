"""A small made directory in the official format: its towns and numbers are fictional."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

TOWN = "99001"


def a_service(name: str, kind: str, *communes: str, postcode: str = "99000", **more: Any) -> dict[str, Any]:
    return {
        "id": f"id-{name.lower().replace(' ', '-')}",
        "nom": name,
        "categorie": "SL",
        "pivot": [{"type_service_local": kind, "code_insee_commune": list(communes)}],
        "adresse": [
            {"type_adresse": "Adresse postale", "numero_voie": "BP 12", "code_postal": "99999", "nom_commune": "Loin"},
            {
                "type_adresse": "Adresse",
                "complement1": "",
                "numero_voie": "2 rue du Port",
                "code_postal": postcode,
                "nom_commune": "Exemple",
                "longitude": "0",
                "latitude": "0",
            },
        ],
        "telephone": [{"valeur": "01 99 00 12 80", "description": ""}],
        "adresse_courriel": ["accueil@service.example"],
        "site_internet": [{"libelle": "", "valeur": "https://service.example"}],
        "plage_ouverture": [
            {
                "nom_jour_debut": "Lundi",
                "nom_jour_fin": "Vendredi",
                "valeur_heure_debut_1": "08:30:00",
                "valeur_heure_fin_1": "12:00:00",
                "valeur_heure_debut_2": "13:30:00",
                "valeur_heure_fin_2": "16:00:00",
                "commentaire": "sur rendez-vous l'après-midi",
            },
            {
                "nom_jour_debut": "Samedi",
                "nom_jour_fin": "Samedi",
                "valeur_heure_debut_1": "09:00:00",
                "valeur_heure_fin_1": "12:00:00",
                "valeur_heure_debut_2": "",
                "valeur_heure_fin_2": "",
                "commentaire": "",
            },
        ],
        "date_modification": "18/11/2026 17:42:39",
        "code_insee_commune": communes[0] if communes else "",
        **more,
    }


SERVICES = [
    a_service("Caf du Nulle-Part", "caf"),
    a_service("Préfecture d'Exemple", "prefecture", TOWN, "99002"),
    a_service("France services de Port-Neuf", "france_services", "99002", postcode="99200"),
    a_service("France services d'Exemple", "france_services", TOWN),
    a_service("France services d'ailleurs", "france_services", "12001", postcode="12000"),
    a_service("Mairie d'ailleurs", "mairie", "12001"),
    {"id": "sans-nom", "nom": ""},
    {"id": "sans-genre", "nom": "Sans genre", "pivot": []},
]
COMMUNES = [
    {
        "code_insee_commune": TOWN,
        "nom_commune": "Exemple",
        "type_service_local": [{"code_type_service_local": "caf", "organisme": ["id-caf-du-nulle-part"]}],
    },
    {"code_insee_commune": "12001", "nom_commune": "Ailleurs", "type_service_local": []},
]


def write(folder: Path) -> tuple[Path, Path]:
    """The two files of the directory."""
    services, communes = folder / "services.json", folder / "communes.json"
    services.write_text(json.dumps({"service": SERVICES}), encoding="utf-8")
    communes.write_text(json.dumps({"commune": COMMUNES}), encoding="utf-8")
    return services, communes
