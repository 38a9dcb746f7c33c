"""Every route there is, and the files that pages load."""

from __future__ import annotations

from fastapi import FastAPI

from api import health
from api.administration import erasures as erasure_administration
from api.administration import pages as administration_pages
from api.administration import teams as team_administration
from api.administration import town as town_administration
from api.agent import callbacks as agent_callbacks
from api.agent import canned as agent_canned
from api.agent import cards as agent_cards
from api.agent import endpoints as agent_endpoints
from api.agent import figures as agent_figures
from api.agent import pages as agent_pages
from api.agent import referrals as agent_referrals
from api.agent import stream as agent_stream
from api.citizen import browse, browsing_pages, endpoints, handoff, pages, stream, widget_files
from api.citizen.plain import endpoints as plain_endpoints
from api.editor import advice as editor_advice
from api.editor import endpoints as editor_endpoints
from api.editor import freshness_routes as editor_freshness
from api.editor import inbox_routes as editor_inbox
from api.editor import notices as editor_notices
from api.editor import pages as editor_pages
from api.editor import replies as editor_replies
from api.editor import spreadsheet_routes as editor_spreadsheets
from api.editor import wordings as editor_wordings
from api.editor.refusals import REFUSALS as EDITOR_REFUSALS
from api.staff import administration as staff_administration
from api.staff import endpoints as staff_endpoints
from api.staff import pages as staff_pages
from api.staff.refusals import StaffRefusedError
from api.widget.releases import SOURCES

_CITIZENS = (
    endpoints.router,
    browse.router,
    stream.router,
    health.router,
    pages.router,
    widget_files.router,
    plain_endpoints.router,
    browsing_pages.router,
    handoff.router,
)
_AGENTS = (
    agent_callbacks.router,
    agent_endpoints.router,
    agent_stream.router,
    agent_cards.router,
    agent_canned.router,
    agent_referrals.router,
    agent_figures.router,
    agent_pages.router,
)
_STAFF = (
    staff_endpoints.router,
    staff_administration.router,
    staff_pages.router,
    team_administration.router,
    town_administration.router,
    erasure_administration.router,
    administration_pages.router,
)
_EDITORS = (
    editor_endpoints.router,
    editor_notices.router,
    editor_wordings.router,
    editor_replies.router,
    editor_advice.router,
    editor_inbox.router,
    editor_freshness.router,
    editor_spreadsheets.router,
    editor_pages.router,
)
_FILES = {
    "administration": administration_pages.STATIC,
    "espace-agents": staff_pages.STATIC,
    "agent": agent_pages.STATIC,
    "redaction": editor_pages.STATIC,
}


def add_routes(app: FastAPI) -> None:
    """All of them, with what refusals of the staff's and the editors' side are answered with."""
    for router in (*_CITIZENS, *_AGENTS, *_STAFF, *_EDITORS):
        app.include_router(router)
    app.add_exception_handler(StaffRefusedError, staff_endpoints.answer_refusal)
    for error, answer in EDITOR_REFUSALS.items():
        app.add_exception_handler(error, answer)
    for place, folder in _FILES.items():
        app.mount(f"/{place}/static", pages.RevalidatedFiles(directory=folder), name=f"{place}-static")
    app.mount("/agent/widget", pages.RevalidatedFiles(directory=SOURCES), name="agent-widget")
    app.mount("/static", pages.RevalidatedFiles(directory=pages.STATIC), name="static")
