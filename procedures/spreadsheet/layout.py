"""What the tabs are called, which columns they have, and what a line of content may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

Value = str | date

PROCEDURES = "Fiches"
SECTIONS = "Rubriques"
CONTENT = "Contenu"
MOST_ROWS = 20_000  # lines of a tab: more is a slip, or an attack

COLUMNS: Mapping[str, tuple[str, ...]] = {
    PROCEDURES: (
        "fiche",
        "titre",
        "resume",
        "url",
        "editeur",
        "public",
        "forme",
        "theme",
        "remplace",
        "noms_courants",
    ),
    SECTIONS: (
        "fiche",
        "rubrique",
        "titre",
        "sujets",
        "source",
        "source_url",
        "verifie_le",
        "recoupement",
        "recoupement_url",
        "recoupement_date",
        "ecart",
    ),
    CONTENT: (
        "fiche",
        "rubrique",
        "niveau",
        "genre",
        "id",
        "texte",
        "adresse",
        "precision",
        "organisme",
        "numero",
        "date",
    ),
}
# Content that belongs to no section stands under one of these names.
INTRODUCTION, LEGAL, SEE_ALSO = "(introduction)", "(textes officiels)", "(voir aussi)"
APART: Mapping[str, str] = {INTRODUCTION: "introduction", LEGAL: "textes_officiels", SEE_ALSO: "voir_aussi"}


@dataclass(frozen=True)
class Kind:
    """A kind of line. ``fields`` names, for each column it fills, the key of the YAML file; ``within`` says under which
    kinds it stands when it is no block of its own."""

    fields: Mapping[str, str] = field(default_factory=dict)
    within: tuple[str, ...] = ()
    many: tuple[str, ...] = ()  # columns that hold several values


KINDS: Mapping[str, Kind] = {
    "texte": Kind({"texte": "texte"}),
    "liste": Kind(),
    "etapes": Kind(),
    "element": Kind({"texte": "texte"}, within=("liste", "etapes")),
    "encadre": Kind({"precision": "genre", "texte": "titre"}),
    "tableau": Kind({"texte": "titre"}),
    "entete": Kind({"texte": "entete"}, within=("tableau",)),
    "ligne": Kind({"texte": "lignes"}, within=("tableau",)),
    "choix": Kind({"id": "id", "texte": "question", "precision": "nature"}),
    "option": Kind({"id": "id", "texte": "libelle", "precision": "voie"}, within=("choix",)),
    "aide": Kind(within=("choix", "option")),
    "bareme": Kind({"id": "id", "texte": "unite", "precision": "sans_quotient"}),
    "tranche": Kind({"texte": "montant", "precision": "de", "numero": "jusqu_a"}, within=("bareme",)),
    "rubrique": Kind({"id": "id", "texte": "titre", "precision": "sujets"}, many=("precision",)),
    "source": Kind({"texte": "nom", "adresse": "url", "date": "verifie_le"}, within=("rubrique",)),
    "recoupement": Kind({"texte": "nom", "adresse": "url", "date": "date", "precision": "ecart"}, within=("source",)),
    "service": Kind({"texte": "titre", "adresse": "url", "organisme": "organisme", "precision": "genre"}),
    "formulaire": Kind({"texte": "titre", "adresse": "url", "organisme": "organisme", "numero": "numero"}),
    "lieu": Kind({"texte": "titre", "adresse": "url", "precision": "genre"}),
    "type": Kind({"texte": "types"}, within=("lieu",)),
    "telephone": Kind({"texte": "telephones"}, within=("lieu",)),
    "horaire": Kind({"texte": "horaires"}, within=("lieu",)),
    "ligne_adresse": Kind({"texte": "adresse"}, within=("lieu",)),
    "texte_officiel": Kind({"texte": "titre", "adresse": "url", "precision": "releve_dans", "date": "releve_le"}),
    "voir_aussi": Kind({"id": "fiche", "texte": "titre"}),
}
# What the lines right under a kind may be, besides those that say so themselves.
HOLDS_BLOCKS = frozenset({"element", "encadre", "option", "aide", "rubrique"})


@dataclass(frozen=True)
class Row:
    """A line of a tab: its number there (the header is line 1), and its cells that are not empty."""

    number: int
    cells: Mapping[str, Value]

    def text(self, column: str) -> str:
        return str(self.cells.get(column, ""))


@dataclass(frozen=True)
class Table:
    """A tab: the columns that its header names, and its lines."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...] = ()


Tables = Mapping[str, Table]
_ESCAPED = "\\"


def joined(values: list[str], sign: str) -> str:
    """``values`` in one cell, told apart by ``sign``; one that holds it is marked with a backslash."""
    return f"{sign} ".join(value.replace(_ESCAPED, _ESCAPED * 2).replace(sign, _ESCAPED + sign) for value in values)


def parted(words: str, sign: str) -> list[str]:
    """The values that ``joined`` put in one cell, without empty ones."""
    return [value for part in _parts(words, sign) if (value := part.strip())]


def _parts(words: str, sign: str) -> Iterator[str]:
    part, escaped = "", False
    for letter in words:
        if escaped:
            part, escaped = part + letter, False
        elif letter == _ESCAPED:
            escaped = True
        elif letter == sign:
            yield part
            part = ""
        else:
            part += letter
    yield part


VALUES, CELLS = ";", "|"  # between values of one cell; between the cells of a table
