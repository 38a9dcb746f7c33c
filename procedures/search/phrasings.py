"""How citizens say it: for each procedure or dossier of the guide, sentences that ask for it (``phrasings/``).

They are kept apart from the guide, which changes every day, and by official ids: a hand-written procedure is asked for
with the words of those that it replaces.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from procedures.catalogue import Phrasings
from procedures.problems import ContentError, Problem
from procedures.words import fold

FOLDER = Path(__file__).parent / "phrasings"
MOST_ASKED = 3
LONGEST = 300  # characters of one sentence
_ID = re.compile(r"[FNR]\d+(@(professionnels|associations))?")
_FIELDS = ("asked", "said")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml reads fifteen thousand sentences in a second


def files(folder: Path = FOLDER) -> tuple[Path, ...]:
    return tuple(sorted(folder.glob("*.yaml")))


def read(file: Path) -> tuple[Phrasings, ...]:
    """The phrasings in ``file``. Raises ContentError, which names every line to mend."""
    reading = _Reading(file)
    found = tuple(reading.subjects())
    if reading.problems:
        raise ContentError(tuple(sorted(reading.problems)))
    return found


def ids_not_in(known: Collection[str], folder: Path = FOLDER) -> tuple[str, ...]:
    """The subjects of the files that can be read and that are not among ``known``: nothing finds them, which is no
    fault when the guide has withdrawn them."""
    read_files = (_Reading(file).subjects() for file in files(folder))
    return tuple(
        subject.subject_id for subjects in read_files for subject in subjects if subject.subject_id not in known
    )


def check(folder: Path = FOLDER) -> tuple[Problem, ...]:
    """Everything to mend in the files of ``folder``."""
    problems: list[Problem] = []
    owners: dict[tuple[str, str], tuple[str, str]] = {}  # kind of subject, folded sentence -> subject, file name
    seen: dict[str, str] = {}  # subject -> file name
    for file in files(folder):
        reading = _Reading(file)
        for subject in reading.subjects():
            _check_place(reading, subject.subject_id, seen)
            _check_repeats(reading, subject, owners)
        problems += reading.problems
    return tuple(sorted(problems))


def _check_place(reading: _Reading, name: str, seen: dict[str, str]) -> None:
    if (other := seen.setdefault(name, reading.file.name)) != reading.file.name:
        reading.report(name, f"{other} a déjà une entrée {name}", "Réunissez-les dans un seul fichier.")


def _check_repeats(reading: _Reading, subject: Phrasings, owners: dict[tuple[str, str], tuple[str, str]]) -> None:
    """A sentence may ask for a dossier and for one of its procedures, not for two procedures."""
    for sentence in subject.said:
        said = (subject.subject_id[0], fold(sentence))
        if said in owners:
            other, file = owners[said]
            reading.report(
                f"{subject.subject_id}.said",
                f"« {sentence} » est déjà dans {other} ({file})",
                "Gardez cette phrase là où elle convient le mieux.",
            )
        owners.setdefault(said, (subject.subject_id, reading.file.name))


@dataclass
class _Reading:
    """One file being read: what is wrong is noted, and reading goes on."""

    file: Path
    problems: list[Problem] = field(default_factory=list)
    _lines: dict[str, int] = field(default_factory=dict)

    def report(self, where: str, reason: str, cure: str) -> None:
        line = self._lines.get(where.split(".")[0], 1)
        self.problems.append(Problem(self.file, line, where, reason, cure))

    def subjects(self) -> Iterator[Phrasings]:
        for key, value in self._entries():
            name = key.value
            if name in self._lines:
                self.report(name, f"{name} a deux entrées", "Réunissez-les.")
                continue
            self._lines[name] = key.start_mark.line + 1
            if not _ID.fullmatch(name):
                self.report(name, f"« {name} » n'est pas un numéro du guide", "Écrivez-le comme F1341 ou N358.")
            elif subject := self._subject(name, value):
                yield subject

    def _entries(self) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
        try:
            root = yaml.compose(self.file.read_text(encoding="utf-8"), Loader=_Loader)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            cure = "Vérifiez les deux-points, les tirets et les guillemets."
            self.problems.append(Problem(self.file, line, "", "ce fichier n'est pas lisible", cure))
            return
        if isinstance(root, yaml.MappingNode):
            yield from ((key, value) for key, value in root.value if isinstance(key, yaml.ScalarNode))
        elif root is not None:
            self.report("", "un numéro par entrée est attendu", "Écrivez F1341:, puis asked et said en retrait.")

    def _subject(self, name: str, value: yaml.Node) -> Phrasings | None:
        parts = {key.value: part for key, part in value.value} if isinstance(value, yaml.MappingNode) else {}
        for unknown in sorted(set(parts) - set(_FIELDS)):
            self.report(f"{name}.{unknown}", "ce champ n'existe pas", "Il n'y a que asked et said.")
        if missing := [wanted for wanted in _FIELDS if wanted not in parts]:
            self.report(name, f"il manque {' et '.join(missing)}", "Ajoutez asked: 1, et said: suivi de phrases.")
            return None
        asked, said = self._asked(name, parts["asked"]), self._said(name, parts["said"])
        return Phrasings(name, asked, said) if said else None

    def _asked(self, name: str, node: yaml.Node) -> int:
        written = node.value if isinstance(node, yaml.ScalarNode) else ""
        if written in {str(times) for times in range(MOST_ASKED + 1)}:
            return int(written)
        self.report(f"{name}.asked", f"« {written} » n'est pas admis", f"Écrivez un nombre de 0 à {MOST_ASKED}.")
        return 0

    def _said(self, name: str, node: yaml.Node) -> tuple[str, ...]:
        where = f"{name}.said"
        items = node.value if isinstance(node, yaml.SequenceNode) else []
        if not items:
            self.report(where, "aucune phrase n'est donnée", "Écrivez une phrase par ligne, précédée d'un tiret.")
        said: dict[str, str] = {}
        for item in items:
            sentence = item.value.strip() if isinstance(item, yaml.ScalarNode) else ""
            if not sentence:
                self.report(where, "une phrase est vide", "Écrivez-la entre guillemets droits, ou supprimez la ligne.")
            elif len(sentence) > LONGEST:
                self.report(where, f"plus de {LONGEST} caractères", "Gardez ce qu'une personne écrirait d'un trait.")
            elif said.setdefault(fold(sentence), sentence) is not sentence:
                self.report(where, f"« {sentence} » y est deux fois", "Supprimez l'une des deux.")
        return tuple(said.values())
