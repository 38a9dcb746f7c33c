"""Who may write what citizens read, and how a request names the edition that it was made from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header, Path
from starlette.requests import HTTPConnection

from api.editor.finding import Finding
from api.editor.freshness.service import Watch
from api.editor.inbox.service import Sorting
from api.editor.preview import Preview
from api.editor.service import Editing
from api.editor.spreadsheets.service import Spreadsheets
from api.editor.texts import Author
from api.staff.identity import Role, Staff, current_staff
from api.staff.refusals import StaffRefusedError

PREFIX = "/api/v1/editor"
_EDITION = re.compile(r'^(?:W/)?"?(\d{1,9})"?$')


@dataclass(frozen=True)
class EditorServices:
    editing: Editing
    finding: Finding
    preview: Preview
    sorting: Sorting
    watch: Watch
    spreadsheets: Spreadsheets


def editor_services(connection: HTTPConnection) -> EditorServices:
    found: EditorServices = connection.app.state.editor
    return found


def author_of(staff: Annotated[Staff, Depends(current_staff(Role.EDITOR))]) -> Author:
    return Author(staff.id, staff.name)


def author_of_replies(staff: Annotated[Staff, Depends(current_staff(Role.EDITOR, Role.SUPERVISOR))]) -> Author:
    """Of what agents say often: an editor, or who leads the agents."""
    return Author(staff.id, staff.name)


def read_edition(if_match: Annotated[str, Header(max_length=40)] = "") -> int:
    """Raises StaffRefusedError: without it, one could undo unseen what a colleague has just done."""
    found = _EDITION.match(if_match.strip())
    if found is None:
        raise StaffRefusedError(428, "Rechargez la page : elle doit dire quelle version vous avez lue (If-Match).")
    return int(found[1])


Provided = Annotated[EditorServices, Depends(editor_services)]
Writer = Annotated[Author, Depends(author_of)]
ReplyWriter = Annotated[Author, Depends(author_of_replies)]
Edition = Annotated[int, Depends(read_edition)]
TextId = Annotated[str, Path(pattern=r"^[A-Za-z0-9@-]{1,80}$")]
RevisionId = Annotated[int, Path(ge=1, le=2**31 - 1)]
