"""Spreadsheets over HTTP: out, a template, what one would change, and the same done."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from fastapi import APIRouter, Query, Response
from pydantic import Base64Bytes, BaseModel, Field

from api.editor.access import PREFIX, Provided, TextId, Writer
from api.editor.schemas import DifferenceOut
from api.editor.spreadsheets.files import Format
from api.editor.spreadsheets.service import Line, Report
from procedures.spreadsheet import Fault

MOST = 500  # faults, and differences of one procedure, that are told

router = APIRouter(prefix=f"{PREFIX}/spreadsheet", tags=["editor"])

_MEDIA: dict[Format, tuple[str, str]] = {
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    "csv": ("application/zip", "zip"),
}
Wanted = Annotated[Format, Query(alias="format")]


class FileIn(BaseModel):
    """A file of the editor's own. A body is bounded for all routes: three quarters of a megabyte is left for files."""

    name: Annotated[str, Field(min_length=1, max_length=200)]
    content: Base64Bytes


class Sent(BaseModel):
    """A workbook, or the three tabs as CSV files."""

    files: Annotated[list[FileIn], Field(min_length=1, max_length=3)]

    @property
    def by_name(self) -> dict[str, bytes]:
        return {file.name: file.content for file in self.files}


class Taking(Sent):
    """``editions``: those that the report named, so that what is done is what was shown."""

    editions: Annotated[dict[TextId, Annotated[int, Field(ge=0, le=2**31 - 1)]], Field(max_length=2000)]
    publish: bool = False


class CellFaultOut(BaseModel):
    tab: str
    row: int
    column: str
    reason: str
    cure: str

    @classmethod
    def of(cls, fault: Fault) -> Self:
        return cls(tab=fault.sheet, row=fault.row, column=fault.column, reason=fault.reason, cure=fault.cure)


class RowOut(BaseModel):
    row: int
    id: str
    title: str
    state: Literal["new", "changed", "unchanged"]
    edition: int
    differences: list[DifferenceOut]

    @classmethod
    def of(cls, line: Line) -> Self:
        shown = [DifferenceOut.of(one) for one in line.differences[:MOST]] if line.state == "changed" else []
        return cls(
            row=line.row, id=line.id, title=line.title, state=line.state, edition=line.edition, differences=shown
        )


class ReportOut(BaseModel):
    """``review_needed``: whether somebody else has to read what is taken before it is published."""

    rows: list[RowOut]
    faults: list[CellFaultOut]
    faults_total: int
    review_needed: bool

    @classmethod
    def of(cls, report: Report, *, review_needed: bool) -> Self:
        return cls(
            rows=[RowOut.of(line) for line in report.lines],
            faults=[CellFaultOut.of(fault) for fault in report.faults[:MOST]],
            faults_total=len(report.faults),
            review_needed=review_needed,
        )


class TakenOut(BaseModel):
    taken: int


@router.get("")
def export(_who: Writer, provided: Provided, kind: Wanted = "xlsx") -> Response:
    """What is written by hand and published."""
    return _file(provided.spreadsheets.export(kind), f"demarches-{provided.editing.today():%Y-%m-%d}", kind)


@router.get("/template")
def give_template(_who: Writer, provided: Provided, kind: Wanted = "xlsx") -> Response:
    """One to fill in, with two examples."""
    return _file(provided.spreadsheets.template(kind), "modele-de-demarches", kind)


@router.post("/check")
def check(sent: Sent, _who: Writer, provided: Provided) -> ReportOut:
    """What taking it would change, line by line, or every fault; nothing is written."""
    report = provided.spreadsheets.report(sent.by_name)
    return ReportOut.of(report, review_needed=provided.editing.review_is_needed())


@router.post("/take")
def take(sent: Taking, who: Writer, provided: Provided) -> TakenOut:
    """All that is new or changed, in one go; nothing when there is one fault."""
    return TakenOut(taken=provided.spreadsheets.take(sent.by_name, sent.editions, who, publish=sent.publish))


def _file(content: bytes, name: str, kind: Format) -> Response:
    media, ending = _MEDIA[kind]
    return Response(content, media_type=media, headers={"Content-Disposition": f"attachment; filename={name}.{ending}"})
