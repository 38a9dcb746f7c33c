"""Settings as operators write them."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from api.security.origins import Origins
from api.settings import Settings


def settings(**values: object) -> Settings:
    return Settings(_env_file=None, **values)


def test_sites_are_a_list_separated_by_commas_or_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUICHET_SITES", "https://a.example, https://B.example/ http://c.example:8080")
    assert settings().sites == ("https://a.example", "https://b.example", "http://c.example:8080")


@pytest.mark.parametrize("site", ["a.example", "*", "https://a.example/page", "ftp://a.example", "https://a@b.example"])
def test_what_is_no_origin_is_refused_with_the_cure(site: str) -> None:
    with pytest.raises(ValidationError, match="write"):
        settings(sites=site)


def test_a_trusted_proxy_is_an_address_or_a_network() -> None:
    assert settings(trusted_proxies="10.0.0.1 10.1.0.0/16").trusted_proxies == ("10.0.0.1", "10.1.0.0/16")
    with pytest.raises(ValidationError):
        settings(trusted_proxies="proxy.example")


@pytest.mark.parametrize(
    ("origin", "host", "allowed"),
    [
        (None, "guichet.example", True),
        ("https://guichet.example", "guichet.example", True),
        ("https://ville.example", "guichet.example", True),
        ("http://10.0.0.5:8000", "10.0.0.5:8000", True),
        ("https://evil.example", "guichet.example", False),
        ("null", "guichet.example", False),
        ("https://guichet.example.evil.example", "guichet.example", False),
    ],
)
def test_a_socket_opens_from_ones_own_pages_and_known_sites(origin: str | None, host: str, allowed: bool) -> None:
    origins = Origins(settings(public_url="https://guichet.example", sites="https://ville.example"))
    assert origins.may_connect(origin, host) is allowed
