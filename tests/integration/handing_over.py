"""What a citizen and a person of the town do over the HTTP contract, and what the citizen is told."""

from __future__ import annotations

import uuid
from typing import Any

import httpx

from api.staff.identity import Role
from tests.integration.citizen import Citizen
from tests.integration.team import Colleague, Team


def at_work(team: Team, name: str, *roles: Role) -> Colleague:
    colleague = team.join(*(roles or (Role.AGENT,)), name=name)
    assert colleague.http.post("/agent/presence", json={"state": "online"}).status_code == 204
    return colleague


def ask(citizen: Citizen, **more: Any) -> httpx.Response:
    return citizen.http.post(f"{citizen.path}/handoff", json={"consent": True, **more})


def act(colleague: Colleague, citizen: Citizen, what: str, **body: Any) -> httpx.Response:
    return colleague.http.post(f"/agent/conversations/{citizen.id}/{what}", json=body)


def reply(colleague: Colleague, citizen: Citizen, text: str) -> httpx.Response:
    return act(colleague, citizen, "messages", client_id=str(uuid.uuid4()), text=text)


def standing(citizen: Citizen) -> tuple[str, str | None]:
    history = citizen.http.get(f"{citizen.path}/messages").json()
    return history["status"], history.get("handoff_outcome")


def told(citizen: Citizen) -> list[str]:
    """The events of the notices, in order."""
    return [one["payload"]["event"] for one in citizen.messages() if one["author"] == "system"]
