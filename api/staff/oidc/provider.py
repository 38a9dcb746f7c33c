"""The provider as it is spoken to: where to send people, who came back, where to end it all.

Nothing that it says is believed before its signature, its issuer, its audience and its time are checked. Its keys are
asked for again when a signature names one that is not known: that is how providers change them.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx
from authlib.common.urls import add_params_to_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

ALGORITHMS = ("RS256", "ES256", "PS256", "RS384", "ES384", "RS512", "ES512")
DESCRIPTION = "/.well-known/openid-configuration"
KEPT_S = 3600.0  # how long the provider's description is believed
TIMEOUT_S = 10.0
LEEWAY_S = 60  # two clocks never agree


class OidcError(Exception):
    """The provider cannot be reached, or cannot be believed. The words are for logs: never a person's data."""


@dataclass(frozen=True)
class Registration:
    """What the operator agreed on with the provider."""

    issuer: str
    client_id: str
    client_secret: str
    scopes: str
    redirect_url: str
    after_logout_url: str


@dataclass(frozen=True)
class Identity:
    """Who came back. ``subject`` names them for good; an address may change hands."""

    subject: str
    email: str
    email_is_doubted: bool
    name: str
    id_token: str


class Provider:
    def __init__(self, registration: Registration, http: httpx.AsyncClient | None = None) -> None:
        self._registration = registration
        self._http = http or httpx.AsyncClient(timeout=TIMEOUT_S)
        self._description: dict[str, Any] = {}
        self._described_at = 0.0
        self._keys: KeySet | None = None

    async def close(self) -> None:
        await self._http.aclose()

    async def authorization_url(self, *, state: str, nonce: str, verifier: str) -> str:
        """Where to send the browser. Raises OidcError."""
        description = await self._describe()
        asked = {
            "response_type": "code",
            "client_id": self._registration.client_id,
            "redirect_uri": self._registration.redirect_url,
            "scope": self._registration.scopes,
            "state": state,
            "nonce": nonce,
            "code_challenge": create_s256_code_challenge(verifier),  # type: ignore[no-untyped-call]
            "code_challenge_method": "S256",
        }
        return str(add_params_to_uri(description["authorization_endpoint"], list(asked.items())))

    async def identify(self, *, code: str, nonce: str, verifier: str) -> Identity:
        """Who the provider sent back with ``code``. Raises OidcError."""
        description = await self._describe()
        tokens = await self._exchange(description["token_endpoint"], code, verifier)
        id_token, access_token = str(tokens.get("id_token", "")), str(tokens.get("access_token", ""))
        proven = await self._proven(id_token, {"nonce": nonce, "access_token": access_token})
        told = await self._user_info(description["userinfo_endpoint"], access_token)
        if told.get("sub") != proven["sub"]:
            raise OidcError("the user info is about somebody else than the id token")
        email = str(told.get("email") or proven.get("email") or "")
        if not email:
            raise OidcError("the provider tells no e-mail address: is the scope `email` granted?")
        doubted = told.get("email_verified", proven.get("email_verified", True)) is False
        return Identity(f"{self._registration.issuer}|{proven['sub']}", email, doubted, _name(told), id_token)

    async def logout_url(self, id_token: str, state: str) -> str | None:
        """Where the browser ends its session at the provider; None when the provider has no such place."""
        try:
            end = (await self._describe()).get("end_session_endpoint")
        except OidcError:
            return None
        if not end:
            return None
        back = self._registration.after_logout_url
        told = {"id_token_hint": id_token, "state": state, "post_logout_redirect_uri": back}
        return str(add_params_to_uri(end, list(told.items())))

    async def _describe(self) -> dict[str, Any]:
        if self._description and time.monotonic() - self._described_at < KEPT_S:
            return self._description
        issuer = self._registration.issuer
        description = await self._get_json(issuer.rstrip("/") + DESCRIPTION)
        if description.get("issuer") != issuer:
            raise OidcError(f"{issuer} describes itself as {description.get('issuer')!r}: set that as the issuer")
        missing = {"authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri"} - description.keys()
        if missing:
            raise OidcError(f"{issuer} does not tell {', '.join(sorted(missing))}")
        self._description, self._described_at, self._keys = description, time.monotonic(), None
        return description

    async def _exchange(self, endpoint: str, code: str, verifier: str) -> dict[str, Any]:
        registration = self._registration
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": registration.redirect_url,
            "client_id": registration.client_id,
            "client_secret": registration.client_secret,
            "code_verifier": verifier,
        }
        return await self._json(self._http.build_request("POST", endpoint, data=form))

    async def _user_info(self, endpoint: str, access_token: str) -> Mapping[str, Any]:
        """JSON, or a signed token that says the same, as ProConnect sends it."""
        request = self._http.build_request("GET", endpoint, headers={"Authorization": f"Bearer {access_token}"})
        response = await self._send(request)
        if response.headers.get("content-type", "").startswith("application/jwt"):
            return await self._signed(response.text.strip())
        return _object(response)

    async def _proven(self, id_token: str, expected: dict[str, str]) -> CodeIDToken:
        """The claims of ``id_token``, checked."""
        token = await self._decoded(id_token)
        options = {
            "iss": {"essential": True, "value": self._registration.issuer},
            "aud": {"essential": True, "value": self._registration.client_id},
        }
        parameters = {**expected, "client_id": self._registration.client_id}
        claims = CodeIDToken(token.claims, token.header, options, parameters)
        try:
            claims.validate(leeway=LEEWAY_S)
        except JoseError as error:
            raise OidcError(f"the id token cannot be believed: {error.error}") from None
        return claims

    async def _signed(self, content: str) -> Mapping[str, Any]:
        """The claims of signed user info: of this issuer, for us, and not expired where it says when."""
        claims = (await self._decoded(content)).claims
        audience = claims.get("aud", self._registration.client_id)
        for_us = self._registration.client_id in (audience if isinstance(audience, list) else [audience])
        if not for_us or claims.get("iss", self._registration.issuer) != self._registration.issuer:
            raise OidcError("the signed user info is not for us")
        if claims.get("exp", time.time()) + LEEWAY_S < time.time():
            raise OidcError("the signed user info is out of date")
        return claims

    async def _decoded(self, content: str) -> jwt.Token:
        try:
            return jwt.decode(content, await self._known_keys(), algorithms=ALGORITHMS)
        except (JoseError, ValueError):
            self._keys = None  # the provider may have changed them
        try:
            return jwt.decode(content, await self._known_keys(), algorithms=ALGORITHMS)
        except (JoseError, ValueError) as error:
            raise OidcError(f"a token has no signature that can be checked ({type(error).__name__})") from None

    async def _known_keys(self) -> KeySet:
        if self._keys is None:
            found = await self._get_json((await self._describe())["jwks_uri"])
            try:
                self._keys = KeySet.import_key_set(found)  # type: ignore[arg-type]
            except (JoseError, ValueError, KeyError, TypeError) as error:
                raise OidcError(f"the provider's keys cannot be read ({type(error).__name__})") from None
        return self._keys

    async def _get_json(self, address: str) -> dict[str, Any]:
        return await self._json(self._http.build_request("GET", address))

    async def _json(self, request: httpx.Request) -> dict[str, Any]:
        return _object(await self._send(request))

    async def _send(self, request: httpx.Request) -> httpx.Response:
        try:
            response = await self._http.send(request)
        except httpx.HTTPError as error:
            raise OidcError(f"{request.url.host} does not answer ({type(error).__name__})") from None
        if not response.is_success:
            raise OidcError(f"{request.url.host}{request.url.path} answers {response.status_code}")
        return response


def _object(response: httpx.Response) -> dict[str, Any]:
    try:
        found = response.json()
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise OidcError(f"{response.url.host}{response.url.path} answers something that is no JSON object")
    return found


def _name(told: Mapping[str, Any]) -> str:
    """A name as the provider has it: whole, or in two parts (ProConnect says ``usual_name``)."""
    if told.get("name"):
        return str(told["name"])
    parts = (told.get("given_name"), told.get("usual_name") or told.get("family_name"))
    return " ".join(str(part) for part in parts if part)
