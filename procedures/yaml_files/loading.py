"""Hand-written content into the store."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from procedures.model import Origin
from procedures.problems import Problem
from procedures.store import Change, Store
from procedures.yaml_files.files import folders, read_folders


@dataclass(frozen=True)
class LoadReport:
    """What a load did; ``problems`` name the files that were skipped."""

    added: int
    changed: int
    unchanged: int
    withdrawn: int
    problems: tuple[Problem, ...]


def load(store: Store, data_dir: Path) -> LoadReport:
    """Bring the store in line with the content files of the project and of the town. Safe to repeat.

    A file that cannot be read is skipped and named: what the base held of it stays published. A procedure that was
    published or withdrawn by hand in the base is the editors': its file no longer counts.
    """
    procedures, problems, unreadable = read_folders(folders(data_dir))
    edited = store.edited_procedures()
    counted = Counter(store.put(one for one in procedures.values() if one.id not in edited))
    withdrawn = 0
    for origin in (Origin.OWN, Origin.DEMONSTRATION):
        seen = {procedure_id for procedure_id, procedure in procedures.items() if procedure.origin is origin}
        kept = edited if origin is Origin.OWN else frozenset()  # the fictional town leaves with its files
        withdrawn += len(store.withdraw_missing(origin, seen | unreadable | kept))
    return LoadReport(counted[Change.ADDED], counted[Change.CHANGED], counted[Change.UNCHANGED], withdrawn, problems)
