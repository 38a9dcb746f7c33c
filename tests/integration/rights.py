"""Who may call what: one line for each route of the description. A route without a line fails the tests.

Whoever adds a route says here whose it is, and what it takes to succeed on it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from api.staff.identity import Role

CLIENT_ID = "00000000-0000-4000-8000-000000000001"
EVERY_ROLE = frozenset(Role)
AGENTS = frozenset({Role.AGENT, Role.SUPERVISOR, Role.ADMIN})
EDITORS = frozenset({Role.EDITOR, Role.ADMIN})
SUPERVISORS = frozenset({Role.SUPERVISOR, Role.ADMIN})
REPLIES = EDITORS | SUPERVISORS  # those who write what agents say often
ADMINISTRATORS = frozenset({Role.ADMIN})

Options = dict[str, Any]


@dataclass(frozen=True)
class Route:
    method: str
    path: str
    options: Options = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        return self.method, self.path

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


@dataclass(frozen=True)
class StaffRoute(Route):
    """``roles`` may; everybody else may not. ``admitted`` is what those who may are answered, whatever the object."""

    roles: frozenset[Role] = EVERY_ROLE
    admitted: tuple[int, ...] = (200, 201, 202, 204)


def staff(
    method: str, path: str, roles: frozenset[Role], *, admitted: tuple[int, ...] = (200, 201, 202, 204), **options: Any
) -> StaffRoute:
    return StaffRoute(method, f"/api/v1{path}", options, roles, admitted)


def life(text: str, roles: frozenset[Role] = EDITORS) -> tuple[StaffRoute, ...]:
    """The routes by which a text of the editors lives. Those who may are told of one that there is not, that was read
    at another edition or that has faults; nobody else learns even that."""
    there = (200, 404, 409, 412, 422)
    return (
        staff("GET", text, roles, admitted=(200, 404)),
        staff("PUT", f"{text}/draft", roles, admitted=there, headers=EDITION, json={"content": {"ajouts": []}}),
        staff("DELETE", f"{text}/draft", roles, admitted=there, headers=EDITION),
        *(
            staff("POST", f"{text}/{deed}", roles, admitted=there, headers=EDITION, json={})
            for deed in ("submit", "publish", "unschedule", "withdraw")
        ),
        staff("GET", f"{text}/revisions", roles, admitted=(200, 404)),
        staff("GET", f"{text}/revisions/{{revision_id}}", roles, admitted=(404,)),
        staff("POST", f"{text}/revert", roles, admitted=(404,), headers=EDITION, json={"revision": 1}),
    )


EDITION = {"If-Match": '"0"'}
A_TEXT = "/editor/procedures/{text_id}"
AN_ITEM = "/editor/inbox/{item_id}"
A_FILE = {"name": "fiches.xlsx", "content": "YWJj"}
CONVERSATION = "/api/v1/conversations/{conversation_id}"
AGENTS_CONVERSATION = "/agent/conversations/{conversation_id}"
A_MESSAGE = {"client_id": CLIENT_ID, "text": "Bonjour."}
A_REFERRAL = {"client_id": CLIENT_ID, "organisation": "service-service-enfance"}

# Those of a conversation: whoever holds its token, and nobody else.
OWNED = (
    Route("POST", f"{CONVERSATION}/messages", {"json": {"client_id": CLIENT_ID, "text": "cantine"}}),
    Route("GET", f"{CONVERSATION}/messages"),
    Route("POST", f"{CONVERSATION}/feedback", {"json": {"seq": 1, "useful": True}}),
    Route("GET", f"{CONVERSATION}/transcript"),
    Route("GET", f"{CONVERSATION}/handoff"),
    Route("POST", f"{CONVERSATION}/handoff", {"json": {"consent": True}}),
    Route("DELETE", f"{CONVERSATION}/handoff"),
    Route("POST", f"{CONVERSATION}/contact", {"json": {"phone": "01 99 00 12 10"}}),
    Route("POST", f"{CONVERSATION}/rating", {"json": {"score": 4}}),
    Route("DELETE", CONVERSATION),
)

# Everybody's.
PUBLIC = (
    Route("POST", "/api/v1/conversations", {"json": {}}),
    Route("GET", "/api/v1/suggestions"),
    Route("POST", "/api/v1/suggestions", {"json": {"q": "passeport"}}),
    Route("GET", "/api/v1/themes"),
    Route("GET", "/api/v1/themes/{theme_id}"),
    Route("GET", "/api/v1/site"),
    Route("GET", "/healthz"),
    Route("GET", "/readyz"),
    Route("GET", "/metrics"),  # of this machine only: it has a test of its own
)

# Everybody's too, as far as who one is goes: what is sent decides (a password, a one-time link).
PROVING = (
    Route("POST", "/api/v1/session", {"json": {"email": "nobody@ville.example", "password": "wrong"}}),
    Route("POST", "/api/v1/session/link", {"json": {"token": "none"}}),
    Route("PUT", "/api/v1/session/link", {"json": {"token": "none", "password": "quatre mots au hasard"}}),
)

# Those of the staff, by role. ``{user_id}`` is somebody else's account.
STAFF = (
    staff("GET", "/session", EVERY_ROLE),
    staff("DELETE", "/session", EVERY_ROLE),
    staff("GET", "/account", EVERY_ROLE),
    staff("PUT", "/account/password", EVERY_ROLE, json={"current": "", "new": "quatre mots au hasard"}),
    staff("GET", "/account/sessions", EVERY_ROLE),
    staff("DELETE", "/account/sessions", EVERY_ROLE),
    staff("POST", "/account/second-factor", EVERY_ROLE),
    staff("PUT", "/account/second-factor", EVERY_ROLE, admitted=(422,), json={"secret": "A", "code": "1"}),
    staff("POST", "/account/second-factor/off", EVERY_ROLE, admitted=(422,), json={"password": "wrong"}),
    staff("GET", "/agent/queue", AGENTS),
    staff("POST", "/agent/presence", AGENTS, json={"state": "online"}),
    staff("POST", "/agent/presence/alive", AGENTS),
    staff("GET", "/agent/teams", AGENTS),
    staff("GET", "/agent/conversations", AGENTS),
    staff("GET", "/agent/callbacks", AGENTS),
    staff("GET", "/agent/procedures", AGENTS),
    staff("GET", "/agent/organisations", AGENTS),
    staff("GET", "/agent/canned", AGENTS),
    staff("GET", "/agent/figures", AGENTS),
    staff("GET", "/agent/figures/period", SUPERVISORS),
    # A conversation that its citizen has not agreed to have read does not exist for agents.
    staff("GET", AGENTS_CONVERSATION, AGENTS, admitted=(404,)),
    staff("POST", f"{AGENTS_CONVERSATION}/claim", AGENTS, admitted=(404,)),
    staff("POST", f"{AGENTS_CONVERSATION}/drafts/{{seq}}", AGENTS, admitted=(404,)),
    staff("POST", f"{AGENTS_CONVERSATION}/card", AGENTS, admitted=(404,), json={"subject": "F10"}),
    staff("POST", f"{AGENTS_CONVERSATION}/referral", AGENTS, admitted=(404, 422), json=A_REFERRAL),
    staff("POST", f"{AGENTS_CONVERSATION}/release", AGENTS, admitted=(404,)),
    staff("POST", f"{AGENTS_CONVERSATION}/return", AGENTS, admitted=(404,)),
    staff("POST", f"{AGENTS_CONVERSATION}/close", AGENTS, admitted=(404,)),
    staff("POST", f"{AGENTS_CONVERSATION}/transfer", AGENTS, admitted=(404, 409), json={"to": CLIENT_ID}),
    staff("POST", f"{AGENTS_CONVERSATION}/reopen", AGENTS, admitted=(404,)),
    staff("POST", f"{AGENTS_CONVERSATION}/messages", AGENTS, admitted=(404,), json=A_MESSAGE),
    staff("POST", f"{AGENTS_CONVERSATION}/notes", AGENTS, admitted=(404,), json={"text": "Vu."}),
    staff("PUT", f"{AGENTS_CONVERSATION}/label", AGENTS, admitted=(404,), json={"follow_up": True}),
    staff("POST", "/agent/callbacks/{callback_id}/result", AGENTS, admitted=(404,), json={"reached": True}),
    staff("GET", "/admin/teams", SUPERVISORS),
    staff("POST", "/admin/teams", SUPERVISORS, admitted=(201, 409), json={"name": "Urbanisme"}),
    staff("PUT", "/admin/teams/{team_id}", SUPERVISORS, admitted=(404,), json={"name": "Urbanisme"}),
    staff("DELETE", "/admin/teams/{team_id}", SUPERVISORS, admitted=(404,)),
    staff("PUT", "/admin/themes/{theme_id}", SUPERVISORS, json={"approval": False}),
    staff("GET", "/editor/procedures", EDITORS),
    staff("POST", "/editor/procedures", EDITORS, json={"title": "Vide-grenier"}),
    staff("GET", "/editor/unfinished", EDITORS),
    staff("POST", f"{A_TEXT}/verified", EDITORS, admitted=(409, 412), headers=EDITION, json={}),
    staff("POST", f"{A_TEXT}/preview", EDITORS, json={}),
    staff("POST", f"{A_TEXT}/try", EDITORS, json={"question": "cantine"}),
    *life(A_TEXT),
    staff("POST", "/editor/plain-language", REPLIES, json={"text": "Venez à la mairie."}),
    staff("GET", "/editor/inbox", EDITORS),
    staff("GET", "/editor/inbox/examples", EDITORS),
    staff("POST", f"{AN_ITEM}/try", EDITORS, admitted=(404,), json={"procedure": "F20", "phrase": "le restau"}),
    staff("POST", f"{AN_ITEM}/resolve", EDITORS, admitted=(404,), json={"resolution": "off_topic"}),
    staff("GET", "/editor/spreadsheet", EDITORS),
    staff("GET", "/editor/spreadsheet/template", EDITORS),
    staff("POST", "/editor/spreadsheet/check", EDITORS, json={"files": [A_FILE]}),
    staff("POST", "/editor/spreadsheet/take", EDITORS, admitted=(422,), json={"files": [A_FILE], "editions": {}}),
    staff("GET", "/editor/freshness", EDITORS),
    staff("GET", "/editor/freshness/changes/{revision_id}", EDITORS),
    staff("POST", "/editor/freshness/links", EDITORS),
    staff("GET", "/editor/notices", EDITORS),
    staff("POST", "/editor/notices", EDITORS, json={"content": {}}),
    *life("/editor/notices/{text_id}"),
    staff("GET", "/editor/replies", REPLIES),
    staff("POST", "/editor/replies", REPLIES, json={"content": {}}),
    *life("/editor/replies/{text_id}", REPLIES),
    staff("GET", "/editor/wordings", EDITORS),
    staff("POST", "/editor/wordings/{text_id}/try", EDITORS, json={"phrase": "le restau"}),
    *life("/editor/wordings/{text_id}"),
    staff("GET", "/admin/town", ADMINISTRATORS),
    staff("PUT", "/admin/town", ADMINISTRATORS, admitted=(422,), json={"name": "Essai"}),
    staff("GET", "/admin/users", ADMINISTRATORS),
    staff("POST", "/admin/users", ADMINISTRATORS, json={"email": "new@ville.example", "roles": ["agent"]}),
    staff("PATCH", "/admin/users/{user_id}", ADMINISTRATORS, json={"roles": ["editor"]}),
    staff("POST", "/admin/users/{user_id}/reset", ADMINISTRATORS),
    staff("GET", "/admin/audit", ADMINISTRATORS),
    staff("GET", "/admin/erasures", ADMINISTRATORS),
)

# What may be done with a conversation that an agent has taken: by that agent, by another one, by a supervisor.
# 409: it is somebody's already, and the answer says whose.
DONE, TAKEN = (200, 201), (409,)


@dataclass(frozen=True)
class TakenRoute(Route):
    by_owner: tuple[int, ...] = DONE
    by_another: tuple[int, ...] = TAKEN
    by_supervisor: tuple[int, ...] = DONE


def taken(method: str, action: str, options: Options | None = None, **by: tuple[int, ...]) -> TakenRoute:
    return TakenRoute(method, f"/api/v1{AGENTS_CONVERSATION}{action}", options or {}, **by)


TAKEN_CONVERSATION = (
    taken("GET", "", by_another=DONE),  # colleagues read what was handed over: they stand in for each other
    taken("POST", "/notes", {"json": {"text": "Vu."}}, by_another=DONE),
    taken("PUT", "/label", {"json": {"follow_up": True}}, by_another=DONE),  # whoever follows it up labels it
    taken("POST", "/card", {"json": {"subject": "F10"}}, by_another=DONE),  # shown to whoever asks, sent by nobody
    taken("POST", "/messages", {"json": A_MESSAGE}, by_supervisor=TAKEN),  # one writer, whoever asks
    taken("POST", "/drafts/{seq}", by_owner=(404,), by_supervisor=TAKEN),  # there is none: whose it is comes first
    taken("POST", "/claim", by_supervisor=TAKEN),
    taken("POST", "/reopen", by_owner=(409, 422), by_another=(409, 422), by_supervisor=(409, 422)),  # it is open
    taken("POST", "/referral", {"json": A_REFERRAL}, by_supervisor=TAKEN),
    taken("POST", "/release"),
    taken("POST", "/return"),
    taken("POST", "/close"),
    taken("POST", "/transfer", {"json": {"to": "{colleague_id}"}}),
)

# Not in the description: pages, whose content comes through the routes above, and what they load.
PAGES = {
    "/",
    "/widget.js",
    "/widget/{digest}/{name}",
    "/openapi.json",
    "/confidentialite",
    "/accessibilite",
    "/assistant",
    "/demarches",
    "/demarches/{subject}",
    "/r/{procedure}",
    "/r/{procedure}/{aspect}",
    "/r/{procedure}/{aspect}/{marks}",
    "/connexion",
    "/connexion/lien",
    "/connexion/sso",
    "/connexion/sso/retour",
    "/compte",
    "/agent",
    "/admin",
    "/admin/comptes",
    "/admin/effacements",
    "/admin/equipes",
    "/admin/mairie",
    "/redaction",
}
STREAMS = {f"{CONVERSATION}/stream", "/api/v1/agent/stream"}  # the rights of a stream are proven with its delivery
FOLDERS = {
    "/administration/static",
    "/static",
    "/espace-agents/static",
    "/agent/static",
    "/agent/widget",
    "/redaction/static",
}
