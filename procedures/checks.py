"""What ``guichet check`` looks at: every content file, and the town's sheet.

The schema says what a file may hold; the rules here say what makes it fit to be read: sources and dates, ids that do
not clash, lists short enough to be followed. Each rule names file, field, reason and cure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from procedures.model import (
    Block,
    BulletList,
    Choice,
    ChoiceNature,
    Office,
    Paragraph,
    Procedure,
    Section,
    Table,
    children,
    descendants,
    plain,
)
from procedures.problems import ContentError, Problem
from procedures.town import DEMONSTRATION_TOWN, TOWN_FILE
from procedures.town import read as read_town
from procedures.words import fold
from procedures.yaml_files import Folder, folders, read

LONGEST_PARAGRAPH = 400  # characters: about five lines on a phone
LONGEST_ITEM = 250
LONGEST_LIST = 12
_GUIDE_NUMBER = ("f", "n", "r")

Found = Iterator[tuple[str, str, str]]  # field, reason, cure


def check(data_dir: Path, *, today: date) -> tuple[Problem, ...]:
    """Everything to mend in the content of the project and of the town in ``data_dir``; empty when all is well."""
    problems = list(_check_town(data_dir))
    read_files: list[tuple[Path, Procedure]] = []
    for folder in folders(data_dir):
        procedures, unreadable = _read_all(folder)
        read_files += procedures
        problems += unreadable
        problems += _clashes(procedures)
    for file, procedure in read_files:
        problems += [Problem(file, 1, *found) for found in check_procedure(procedure, today=today)]
    return tuple(sorted(problems))


def check_procedure(procedure: Procedure, *, today: date) -> Found:
    """Field, reason and cure of each editorial rule that ``procedure`` breaks."""
    for rule in RULES:
        yield from rule(procedure, today)


def _check_town(data_dir: Path) -> Iterator[Problem]:
    real = data_dir / TOWN_FILE
    file = real if real.exists() else DEMONSTRATION_TOWN
    try:
        town = read_town(file, demonstration=file is DEMONSTRATION_TOWN)
    except ContentError as error:
        yield from error.problems
        return
    if town.data_protection is None:
        reason = "personne n'est nommé pour les données personnelles, ce que la loi demande de dire aux usagers"
        cure = "Ajoutez responsable, et courriel ou adresse du délégué à la protection des données."
        yield Problem(file, 1, "donnees_personnelles", reason, cure)


def _read_all(folder: Folder) -> tuple[list[tuple[Path, Procedure]], list[Problem]]:
    procedures: list[tuple[Path, Procedure]] = []
    problems: list[Problem] = []
    for file in folder.files():
        try:
            procedures.append((file, read(file, folder.origin)))
        except ContentError as error:
            problems += error.problems
    return procedures, problems


def _clashes(procedures: list[tuple[Path, Procedure]]) -> Iterator[Problem]:
    """Two files of one folder with the same name, or that replace the same official procedure."""
    names: dict[str, Path] = {}
    replaced: dict[str, Path] = {}
    for file, procedure in procedures:
        if (other := names.setdefault(procedure.id, file)) is not file:
            yield Problem(file, 1, "", f"{other} porte le même nom", "Renommez l'un des deux fichiers.")
        for official in procedure.replaces:
            if (other := replaced.setdefault(official, file)) is not file:
                reason = f"{other.name} remplace déjà {official}"
                yield Problem(file, 1, "remplace", reason, "Gardez ce numéro dans un seul fichier.")


# --- Rules --------------------------------------------------------------------------------------------------------


def _name(procedure: Procedure, _: date) -> Found:
    name = procedure.id
    if name != fold(name).replace(" ", "-") or not name.replace("-", "").isalnum():
        yield "", f"« {name}.yaml » n'est pas un bon nom de fichier", "Des minuscules sans accent, avec des tirets."
    if name[:1] in _GUIDE_NUMBER and name[1:].isdigit():
        yield "", f"« {name} » ressemble à un numéro du guide officiel", "Donnez au fichier un nom qui dit le sujet."


def _sources(procedure: Procedure, today: date) -> Found:
    for block in procedure.body:
        if not isinstance(block, Section):
            continue
        field = f"rubriques « {block.title} »"
        if block.source is None:
            yield field, "aucune source n'est donnée", "Ajoutez source, avec url et verifie_le."
        elif block.source.verified_on and block.source.verified_on > today:
            yield f"{field}.source.verifie_le", "cette date est dans l'avenir", "Écrivez le jour de la vérification."


def _unique_ids(procedure: Procedure, _: date) -> Found:
    blocks = list(descendants(procedure.introduction + procedure.body))
    ids = [block.id for block in blocks if isinstance(block, Section | Choice) and not _of_an_office(block, blocks)]
    for repeated, count in Counter(ids).items():
        if count > 1:
            yield "id", f"« {repeated} » sert {count} fois", "Donnez un petit nom différent à chaque rubrique et choix."


def _of_an_office(block: Section | Choice, blocks: list[Block]) -> bool:
    return any(block in office.blocks for office in blocks if isinstance(office, Office))


def _subjects(procedure: Procedure, _: date) -> Found:
    if not any(block.aspects for block in procedure.body if isinstance(block, Section)):
        yield (
            "rubriques",
            "aucune rubrique n'a de sujets",
            "Dites à quoi elles répondent : sujets: [cout], par exemple.",
        )


def _choices(procedure: Procedure, _: date) -> Found:
    for block in descendants(procedure.introduction + procedure.body):
        if not isinstance(block, Choice):
            continue
        field = f"choix « {block.id} »"
        labels = Counter(fold(option.label) for option in block.options)
        if max(labels.values()) > 1:
            yield field, "deux réponses ont le même libellé", "Dites ce qui les distingue."
        ids = Counter(option.id for option in block.options)
        if max(ids.values()) > 1:
            yield field, "deux réponses ont le même id", "Donnez un petit nom différent à chacune."
        if block.nature is ChoiceNature.SITUATION and not block.prompt.rstrip().endswith(("?", ":")):
            yield field, "aucune question n'est posée à l'usager", "Ajoutez question, avec un point d'interrogation."


def _lengths(procedure: Procedure, _: date) -> Found:
    for block in descendants(procedure.introduction + procedure.body):
        if isinstance(block, Paragraph) and len(plain(block.runs)) > LONGEST_PARAGRAPH:
            yield _quoted(block), f"plus de {LONGEST_PARAGRAPH} caractères", "Coupez ce paragraphe en deux."
        if isinstance(block, BulletList):
            if len(block.items) > LONGEST_LIST:
                yield "liste", f"plus de {LONGEST_LIST} éléments à la suite", "Regroupez-les sous des intertitres."
            for item in block.items:
                own = item.blocks[0]
                if isinstance(own, Paragraph) and len(plain(own.runs)) > LONGEST_ITEM:
                    yield _quoted(own), f"plus de {LONGEST_ITEM} caractères", "Raccourcissez cet élément."


def _tables(procedure: Procedure, _: date) -> Found:
    for block in descendants(procedure.introduction + procedure.body):
        if isinstance(block, Table) and len({len(row.cells) for row in block.rows}) > 1:
            field = f"tableau « {block.title} »"
            yield field, "les lignes n'ont pas toutes le même nombre de cases", "Complétez-les avec un tiret."


def _shouting(procedure: Procedure, _: date) -> Found:
    for words in (procedure.title, *_headings(procedure.body)):
        if words.isupper() and len(words) > 6:
            yield "titre", f"« {words} » est tout en capitales", "Écrivez en minuscules : c'est plus facile à lire."
        if words.endswith("."):
            yield "titre", f"« {words} » finit par un point", "Enlevez ce point."


def _headings(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Section):
            yield block.title
        yield from _headings(children(block))


def _quoted(paragraph: Paragraph) -> str:
    return f"« {plain(paragraph.runs)[:40]}… »"


RULES: tuple[Callable[[Procedure, date], Found], ...] = (
    _name,
    _sources,
    _unique_ids,
    _subjects,
    _choices,
    _lengths,
    _tables,
    _shouting,
)
