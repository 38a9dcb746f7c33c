"""Whatever is sent to the api, it answers: never a failure, and a French sentence when it refuses.

Requests are made by schemathesis from the description of the api, well-formed ones and others; ``GUICHET_FUZZ`` says
how many for each operation (``make prove`` asks for more).
"""

from __future__ import annotations

import itertools
import os
from collections import Counter
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig

from api.app import create_app
from api.settings import Settings
from api.staff.identity import Role
from tests.integration.citizen import Citizen
from tests.integration.conftest import Standing
from tests.integration.live_server import LiveServer
from tests.integration.team import Colleague, Team

EACH = int(os.environ.get("GUICHET_FUZZ", "8"))
_APP = create_app(Settings(_env_file=None))
_SCHEMA = schemathesis.openapi.from_dict(_APP.openapi(), config=SchemathesisConfig())
OPERATIONS = {f"{one.method.upper()} {one.path}": one for one in (found.ok() for found in _SCHEMA.get_all_operations())}
# Waits for the news that nobody makes.
_NO_WAITING = {"wait": 0}


@pytest.fixture(scope="module")
def service(standing: Standing) -> LiveServer:
    return standing.service


@pytest.fixture(scope="module")
def team(standing: Standing) -> Team:
    return standing.team


@pytest.fixture(scope="module")
def answers() -> Iterator[Counter[int]]:
    """How often each status was answered, shown at the end."""
    counted: Counter[int] = Counter()
    yield counted
    print(f"{counted.total()} requests: {dict(sorted(counted.items()))}")


@pytest.mark.parametrize("name", OPERATIONS)
def test_whatever_is_sent_is_answered(service: LiveServer, team: Team, answers: Counter[int], name: str) -> None:
    # Somebody who may everything, and a conversation that they have taken.
    who = team.join(*Role)
    with Citizen(service.url) as citizen:
        who.http.post("/agent/presence", json={"state": "online"})
        citizen.http.post(f"{citizen.path}/handoff", json={"consent": True})
        who.http.post(f"/agent/conversations/{citizen.id}/claim")
        _try(name, who, citizen, service.url, answers)


def _try(name: str, who: Colleague, citizen: Citizen, url: str, answers: Counter[int]) -> None:
    numbers, own = itertools.count(), {"conversation_id": citizen.id, "user_id": who.id, "theme_id": "N1"}
    modes = _any(name)

    @settings(
        max_examples=EACH,
        deadline=None,
        database=None,
        derandomize=True,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(case=modes)
    def sent(case: Any) -> None:
        if next(numbers) % 2:  # an object that exists; else whatever was made up
            case.path_parameters = {key: own.get(key, value) for key, value in (case.path_parameters or {}).items()}
        if "wait" in (case.query or {}):
            case.query = {**case.query, **_NO_WAITING}
        request = case.as_transport_kwargs(base_url=url)
        headers = {**dict(request.pop("headers", None) or {}), **_proof(who, citizen)}
        answer = _sent(who.http, request, headers)
        if answer is not None:
            answers[answer.status_code] += 1
            _check(name, answer)

    sent()


def _any(name: str) -> Any:
    """Requests that the description allows, and requests that it does not."""
    operation = OPERATIONS[name]
    allowed = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    try:
        return allowed | operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)
    except schemathesis.errors.SchemathesisError:  # nothing about it can be wrong
        return allowed


def _proof(who: Colleague, citizen: Citizen) -> dict[str, str]:
    return {"Authorization": f"Bearer {citizen.token}", "X-CSRF-Token": who.http.headers["X-CSRF-Token"]}


def _sent(http: httpx.Client, request: dict[str, Any], headers: dict[str, str]) -> httpx.Response | None:
    """None when it cannot even be written as HTTP."""
    known = {"method", "url", "params", "json", "data", "cookies"}
    values = {key: value for key, value in request.items() if key in known}
    if isinstance(values.get("data"), bytes | str):
        values["content"] = values.pop("data")
    values.pop("cookies", None)
    try:
        try:
            return http.request(**values, headers=headers)
        except httpx.RemoteProtocolError:  # the service had just let go of an idle connection
            return http.request(**values, headers=headers)
    except (UnicodeError, httpx.InvalidURL, httpx.LocalProtocolError, ValueError, TypeError):
        return None


def _check(name: str, answer: httpx.Response) -> None:
    assert answer.status_code < 500, f"{name}: {answer.status_code} {answer.text[:300]}"
    if answer.status_code >= 400 and name != "GET /metrics":
        detail = answer.json()["detail"]
        assert isinstance(detail, str), f"{name}: {answer.text[:300]}"
        assert detail[:1].isupper() or detail[:1].isdigit(), f"{name}: {detail}"
        assert " " in detail, f"{name}: {detail}"
