"""What is wrong with a file, said to an editor: file, field, reason, cure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from procedures.yaml_text import Document, YamlError


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend. ``field`` is the way to it in the file: ``rubriques[2].source.verifie_le``."""

    file: Path
    line: int
    field: str
    reason: str
    cure: str

    def __str__(self) -> str:
        where = f"{self.file}, ligne {self.line}" + (f", {self.field}" if self.field else "")
        return f"{where} : {self.reason}. {self.cure}"


class ContentError(Exception):
    """A file that cannot be used; ``problems`` says why, in French."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


_QUOTES = 'Mettez ce texte entre guillemets droits : "…".'

# Type of pydantic's error: what is wrong, what to do. The braces are filled from the error's own context.
_SAYINGS: dict[str, tuple[str, str]] = {
    "missing": ("ce champ manque", "Ajoutez-le."),
    "extra_forbidden": ("ce champ n'existe pas", "Corrigez son nom, ou supprimez-le."),
    "string_type": ("un texte est attendu", _QUOTES),
    "string_too_short": ("le texte est trop court", "Écrivez au moins {min_length} caractères."),
    "string_too_long": ("le texte est trop long", "Coupez-le : {max_length} caractères au plus."),
    "list_type": ("une liste est attendue", "Écrivez un élément par ligne, précédé d'un tiret."),
    "too_short": ("il en manque", "Il en faut au moins {min_length}."),
    "too_long": ("il y en a trop", "Regroupez-les : {max_length} au plus."),
    "literal_error": ("ce mot n'est pas admis ici", "Choisissez parmi : {expected}."),
    "bloc": ("ce genre de contenu n'existe pas", "Écrivez un texte, ou l'un de : {genres}."),
    "telephone": ("« {numero} » n'est pas un numéro de téléphone français", "Écrivez-le comme 01 23 45 67 89."),
    "horaire": ("ces heures ne se suivent pas", "Écrivez chaque plage ainsi : 08:30-12:00, la plus tôt d'abord."),
    "fuseau": ("« {fuseau} » n'est pas un fuseau horaire", "Écrivez par exemple Europe/Paris."),
    "region": ("cette région n'est pas connue", "Supprimez cette ligne, ou choisissez parmi : {regions}."),
    "joignable": ("on ne sait pas comment joindre le délégué", "Ajoutez courriel ou adresse."),
    "montant": ("« {montant} » n'est pas un montant", "Écrivez-le comme 3,20 €, ou gratuit."),
    "tranche": ("{reason}", "{cure}"),
    "int_type": ("un nombre est attendu", "Écrivez-le en chiffres."),
    "int_parsing": ("un nombre est attendu", "Écrivez-le en chiffres."),
    "variable": ("« {{{nom}}} » ne se remplit pas", "Vous pouvez écrire : {connus}."),
    "periode": ("la fin est avant le début", "Vérifiez les deux dates."),
    "enum": ("ce mot n'est pas admis ici", "Choisissez parmi : {expected}."),
    "lien": ("le lien « {adresse} » n'est pas permis", "Commencez par https://, mailto:, tel:, fiche: ou ressource:."),
    "adresse_web": ("« {adresse} » n'est pas une adresse web", "Écrivez-la en entier, avec https://."),
    "model_type": ("plusieurs champs sont attendus", "Écrivez un champ par ligne : nom, deux-points, valeur."),
}
_DATES = ("cette date n'est pas lisible", "Écrivez-la ainsi : 2026-11-21.")
_PATTERNS = {
    "id": (
        "ce petit nom n'est pas valable",
        "Écrivez des minuscules sans accent et des chiffres, séparés par des tirets.",
    ),
    "remplace": ("ce n'est pas un numéro de fiche officielle", "Écrivez-le comme F1341 ou F133@associations."),
    "theme": ("ce n'est pas un numéro de thème officiel", "Écrivez-le comme N19810."),
    "courriel": ("ce n'est pas une adresse électronique", "Écrivez-la comme dpo@votre-commune.fr."),
    "code_insee": ("ce n'est pas un code de commune", "Écrivez le code INSEE : 35238. Ce n'est pas le code postal."),
    "rendez_vous": ("ce n'est pas une adresse web", "Écrivez-la en entier, avec https://."),
    "numero": ("ce n'est pas un numéro CERFA", "Écrivez-le comme 12345*01."),
}


def yaml_problem(error: YamlError, file: Path) -> Problem:
    return Problem(file, error.line, "", error.reason, "Vérifiez les deux-points, les tirets et les guillemets.")


def problems_in(error: ValidationError, file: Path, document: Document) -> tuple[Problem, ...]:
    """Each error of pydantic as a problem of ``file``, in the order of the file."""
    found = {_problem(details, file, document) for details in error.errors()}
    return tuple(sorted(found))


def told(details: ErrorDetails, content: Any) -> tuple[list[str | int], str, str]:
    """The way to an error of pydantic in the ``content`` that it was found in, the reason and the cure."""
    path = _path_in_file(details["loc"], content)
    if details["type"] == "missing":
        path.append(details["loc"][-1])
    path.extend(details.get("ctx", {}).get("within", ()))
    return path, *_saying(details, path)


def _problem(details: ErrorDetails, file: Path, document: Document) -> Problem:
    path, reason, cure = told(details, document.content)
    return Problem(file, document.line(details["loc"]), written_path(path), reason, cure)


def _saying(details: ErrorDetails, path: Sequence[str | int]) -> tuple[str, str]:
    kind, context = details["type"], details.get("ctx", {})
    if kind.startswith("date"):
        return _DATES
    if kind == "string_pattern_mismatch":
        field = next((step for step in reversed(path) if isinstance(step, str)), "")
        return _PATTERNS.get(field, ("ce texte n'a pas la forme attendue", "Reprenez la forme d'un exemple."))
    reason, cure = _SAYINGS.get(kind, ("ce n'est pas ce qui est attendu ici", "Reprenez la forme d'un exemple."))
    return reason.format(**context), cure.format(**context).replace(" or ", " ou ")


def _path_in_file(loc: Sequence[str | int], content: Any) -> list[str | int]:
    """``loc`` without the steps that are not in the file: pydantic names the kind of a block on the way."""
    path: list[str | int] = []
    for step in loc:
        in_mapping = isinstance(content, dict) and step in content
        in_list = isinstance(content, list) and isinstance(step, int) and step < len(content)
        if in_mapping or in_list:
            content = content[step]
            path.append(step)
    return path


def written_path(path: Sequence[str | int]) -> str:
    """``rubriques[2].source``: list places count from 1, as people do."""
    words = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path)
    return words.removeprefix(".")
