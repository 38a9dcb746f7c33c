"""What protects the service and those who use it: limits, origins, headers, sizes."""

from __future__ import annotations

import uuid

import httpx
import pytest

from tests.integration.conftest import Start, Welcome
from tests.integration.live_server import LiveServer

PROXY = {"trusted_proxies": "127.0.0.1"}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database is enough: it is not the subject here."""
    return sqlite_url


class TestLimits:
    def test_a_burst_in_one_conversation_is_slowed_down(self, start: Start, welcome: Welcome) -> None:
        citizen = welcome(start(rate_conversation="3/minute").url)
        responses = [citizen.send(text="cantine") for _ in range(4)]
        assert [response.status_code for response in responses] == [201, 201, 201, 429]
        assert 1 <= int(responses[-1].headers["retry-after"]) <= 60
        assert responses[-1].json()["detail"].startswith("Vous envoyez beaucoup")
        assert sum(message["author"] == "citizen" for message in citizen.messages()) == 3

    def test_sending_again_what_was_accepted_is_never_refused(self, start: Start, welcome: Welcome) -> None:
        citizen = welcome(start(rate_conversation="1/minute").url)
        client_id = str(uuid.uuid4())
        statuses = [citizen.send(client_id=client_id, text="cantine").status_code for _ in range(3)]
        assert statuses == [201, 200, 200]

    def test_an_address_may_open_so_many_conversations(self, start: Start) -> None:
        url = start(rate_openings="2/minute", **PROXY).url
        assert [_open(url, "203.0.113.1") for _ in range(3)] == [201, 201, 429]
        assert _open(url, "203.0.113.2") == 201

    def test_one_subscribers_ipv6_addresses_count_as_one(self, start: Start) -> None:
        url = start(rate_openings="1/minute", **PROXY).url
        assert [_open(url, f"2001:db8:0:1::{last}") for last in (1, 2)] == [201, 429]
        assert _open(url, "2001:db8:0:2::1") == 201

    def test_an_address_that_no_trusted_proxy_tells_is_not_believed(self, start: Start) -> None:
        url = start(rate_openings="1/minute").url
        assert [_open(url, f"203.0.113.{last}") for last in (1, 2)] == [201, 429]


class TestSites:
    @pytest.mark.parametrize(("origin", "allowed"), [("https://ville.example", True), ("https://evil.example", False)])
    def test_only_pages_of_known_sites_may_call(self, start: Start, origin: str, allowed: bool) -> None:
        url = f"{start(sites='https://ville.example').url}/api/v1/conversations"
        asked = {
            "Origin": origin,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization,content-type",
        }
        response = httpx.options(url, headers=asked)
        assert (response.headers.get("access-control-allow-origin") == origin) is allowed
        assert "access-control-allow-credentials" not in response.headers

    def test_a_refused_site_is_named_once_in_the_log_with_the_cure(
        self, start: Start, caplog: pytest.LogCaptureFixture
    ) -> None:
        url = f"{start(sites='https://ville.example').url}/api/v1/conversations"
        for origin in ("https://autre.example", "https://autre.example", "https://ville.example", "null", "x\ty"):
            httpx.post(url, json={}, headers={"Origin": origin})
        told = [record.getMessage() for record in caplog.records if "GUICHET_SITES" in record.getMessage()]
        assert len(told) == 1
        assert "ajoutez https://autre.example à GUICHET_SITES" in told[0]

    def test_errors_can_be_read_by_them_too(self, start: Start) -> None:
        url = f"{start(sites='https://ville.example').url}/api/v1/conversations"
        response = httpx.post(url, json={"procedure": "F0"}, headers={"Origin": "https://ville.example"})
        assert response.status_code == 422
        assert response.headers["access-control-allow-origin"] == "https://ville.example"


class TestHeaders:
    @pytest.mark.parametrize("path", ["/", "/api/v1/site", "/nowhere", "/healthz", "/widget.js"])
    def test_every_answer_carries_them(self, service: LiveServer, path: str) -> None:
        headers = httpx.get(service.url + path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "unsafe" not in headers["content-security-policy"]
        assert "cache-control" in headers

    def test_https_is_remembered_once_it_is_used(self, start: Start) -> None:
        headers = httpx.get(f"{start(public_url='https://guichet.example').url}/healthz").headers
        assert headers["strict-transport-security"].startswith("max-age=")


class TestRequests:
    def test_a_body_over_a_megabyte_is_not_read(self, service: LiveServer) -> None:
        response = httpx.post(f"{service.url}/api/v1/conversations", content=b" " * (1024 * 1024 + 1))
        assert response.status_code == 413
        assert response.json()["detail"].endswith(".")

    def test_nor_is_one_that_does_not_say_its_size(self, service: LiveServer) -> None:
        chunks = (b" " * 65536 for _ in range(20))
        response = httpx.post(f"{service.url}/api/v1/conversations", content=chunks)
        assert response.status_code == 413

    @pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b"[" * 100_000, b'"text"', b"null", b"12"])
    def test_a_body_that_is_not_what_is_awaited_is_refused_in_french(self, service: LiveServer, body: bytes) -> None:
        headers = {"Content-Type": "application/json"}
        response = httpx.post(f"{service.url}/api/v1/conversations", content=body, headers=headers)
        assert response.status_code in (400, 422)
        assert response.json()["detail"].endswith(".")

    @pytest.mark.parametrize(("method", "path", "status"), [("GET", "/nowhere", 404), ("PUT", "/api/v1/site", 405)])
    def test_what_does_not_exist_is_told_in_french(
        self, service: LiveServer, method: str, path: str, status: int
    ) -> None:
        response = httpx.request(method, service.url + path)
        assert response.status_code == status
        assert response.json()["detail"].startswith("Cette")


def _open(url: str, address: str) -> int:
    forwarded = {"X-Forwarded-For": address}
    return httpx.post(f"{url}/api/v1/conversations", json={}, headers=forwarded).status_code
