"""What a spreadsheet would change, line by line, and the same done: all of it in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Literal

from api.editor import content as contents
from api.editor.differences import Difference, differences, lines
from api.editor.intake import sound
from api.editor.repository import Change
from api.editor.service import Editing, Opened
from api.editor.spreadsheets import files
from api.editor.spreadsheets.files import Format
from api.editor.texts import Author, Content, UnknownTextError
from api.staff.refusals import StaffRefusedError
from procedures.model import Procedure
from procedures.spreadsheet import Fault, SpreadsheetError
from procedures.spreadsheet.layout import PROCEDURES
from procedures.store.text_tables import TextKind

State = Literal["new", "changed", "unchanged"]


@dataclass(frozen=True)
class Line:
    """What one line of the tab of procedures comes to. ``edition``: that of the text it would change."""

    row: int
    id: str
    title: str
    state: State
    edition: int
    content: Content
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class Report:
    """``faults`` in reading order: with one, nothing can be taken."""

    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]


class Spreadsheets:
    """``own``: ids of the procedures written by hand that citizens are served."""

    def __init__(self, editing: Editing, own: Callable[[], list[str]]) -> None:
        self._editing = editing
        self._own = own
        self._one_at_a_time = Lock()  # a workbook of some megabytes takes a processor for seconds

    def export(self, kind: Format) -> bytes:
        """What is published now."""
        found = (self._editing.texts.stored(procedure_id) for procedure_id in self._own())
        with self._one_at_a_time:
            return files.written((procedure for procedure in found if procedure), kind)

    def template(self, kind: Format) -> bytes:
        return files.template(kind)

    def report(self, sent: Mapping[str, bytes]) -> Report:
        """What taking ``sent`` would do; nothing is written."""
        try:
            with self._one_at_a_time:
                procedures = files.read(sent, today=self._editing.today())
        except SpreadsheetError as error:
            return Report((), error.faults)
        read = [self._line(row, procedure) for row, procedure in procedures]
        faults = [one for one in read if isinstance(one, Fault)]
        return Report(tuple(one for one in read if isinstance(one, Line)), tuple(faults))

    def take(self, sent: Mapping[str, bytes], editions: Mapping[str, int], author: Author, *, publish: bool) -> int:
        """Takes what is new or changed, as it was shown with these ``editions``: published, or to be read by somebody
        else. How many texts. Raises StaffRefusedError when there are faults, or when a text has changed since."""
        if publish and self._editing.review_is_needed():
            raise StaffRefusedError(409, "Une autre personne doit relire ces textes avant leur publication.")
        report = self.report(sent)
        if report.faults:
            raise StaffRefusedError(422, f"Rien n’a été changé. {report.faults[0]}")
        wanted = list(_to_take(report))
        if any(editions.get(line.id) != line.edition for line in wanted):
            raise StaffRefusedError(409, "Un de ces textes a changé entre-temps. Relisez le tableur une nouvelle fois.")
        reason = "Pris d’un tableur."
        changes = [(Change(TextKind.PROCEDURE, line.id, line.edition, author, reason), line.content) for line in wanted]
        return self._editing.texts.take_all(changes, publish=publish)

    def _line(self, row: int, procedure: Procedure) -> Line | Fault:
        try:
            content = sound(contents.written(procedure))
        except StaffRefusedError as error:
            reason, _, cure = error.sentence.partition(". ")
            return Fault(PROCEDURES, row, "fiche", f"« {procedure.title} » : {reason.lower()}", cure)
        opened = self._opened(procedure.id)
        if opened is None:
            return Line(row, procedure.id, procedure.title, "new", 0, content)
        if opened.is_official:
            reason = f"« {procedure.id} » est une démarche du guide officiel"
            return Fault(PROCEDURES, row, "fiche", reason, "Donnez un autre nom à la vôtre.")
        text = opened.text
        if text.draft is not None:
            reason = f"« {procedure.title} » a déjà un brouillon dans la rédaction"
            return Fault(PROCEDURES, row, "fiche", reason, "Publiez-le ou abandonnez-le d'abord : rien ne sera perdu.")
        now = _as_read_back(procedure.id, text.live if text.edition else opened.content)
        changed = differences(lines(now or {}), lines(content))
        state: State = "unchanged" if now == content else "changed"
        return Line(row, procedure.id, procedure.title, state, text.edition, content, changed)

    def _opened(self, procedure_id: str) -> Opened | None:
        try:
            return self._editing.open_procedure(procedure_id)
        except UnknownTextError:
            return None


def _as_read_back(procedure_id: str, content: Content | None) -> Content | None:
    """``content`` as a spreadsheet gives it back: without the spaces and empty fields of the form it was written in."""
    return contents.written(contents.procedure(procedure_id, content)) if content else None


def _to_take(report: Report) -> Iterator[Line]:
    return (line for line in report.lines if line.state != "unchanged")
