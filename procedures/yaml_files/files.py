"""Content files: where they lie, what origin their place gives them, and each one read or written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from procedures.model import Origin, Procedure
from procedures.problems import ContentError, Problem, problems_in, yaml_problem
from procedures.town import TOWN_FILE
from procedures.yaml_files.from_model import from_procedure
from procedures.yaml_files.schema import ContentFile
from procedures.yaml_files.to_model import to_procedure
from procedures.yaml_text import YamlError, parse, render

PROJECT_CONTENT = Path(__file__).parent.parent / "content"
DEMONSTRATION = "demonstration"


@dataclass(frozen=True)
class Folder:
    """A folder of content files, one sub-folder per theme."""

    path: Path
    origin: Origin

    def files(self) -> Iterator[Path]:
        """Its content files, in a stable order. The demonstration's are a folder of their own."""
        for file in sorted(self.path.rglob("*.yaml")):
            inside = file.relative_to(self.path).parts
            if file.name != TOWN_FILE and inside[0] != DEMONSTRATION:
                yield file


def folders(data_dir: Path) -> tuple[Folder, ...]:
    """Where content is read from, the town's own last: a file there replaces the project's of the same name.

    The fictional town's are left out once a real town has its sheet.
    """
    found = [Folder(PROJECT_CONTENT, Origin.OWN)]
    if not (data_dir / TOWN_FILE).exists():
        found.append(Folder(PROJECT_CONTENT / DEMONSTRATION, Origin.DEMONSTRATION))
    found.append(Folder(data_dir / "content", Origin.OWN))
    return tuple(found)


def read(file: Path, origin: Origin = Origin.OWN) -> Procedure:
    """The procedure in ``file``; its name, without ``.yaml``, is the id. Raises ContentError."""
    try:
        document = parse(file.read_bytes())
    except YamlError as error:
        raise ContentError((yaml_problem(error, file),)) from error
    try:
        content = ContentFile.model_validate(document.content)
    except ValidationError as error:
        raise ContentError(problems_in(error, file, document)) from error
    return to_procedure(content, file.stem, origin)


def read_folders(found: tuple[Folder, ...]) -> tuple[dict[str, Procedure], tuple[Problem, ...], frozenset[str]]:
    """Procedures by id, problems of the files that could not be read, and those files' ids."""
    procedures: dict[str, Procedure] = {}
    problems: list[Problem] = []
    unreadable: set[str] = set()
    for folder in found:
        for file in folder.files():
            try:
                procedures[file.stem] = read(file, folder.origin)
            except ContentError as error:
                problems += error.problems
                unreadable.add(file.stem)
                procedures.pop(file.stem, None)  # rather the town's last word than the project's
    return procedures, tuple(problems), frozenset(unreadable)


def dump(procedure: Procedure) -> str:
    """The text of a content file for ``procedure``. Raises ValueError for what only the official guide uses."""
    return render(from_procedure(procedure))
