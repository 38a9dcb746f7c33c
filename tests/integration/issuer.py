"""An OpenID Connect provider of the test's own: it knows one person, and lies in the ways it is told to."""

from __future__ import annotations

import base64
import hashlib
import time
from dataclasses import dataclass, field
from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import FastAPI, Header, Request
from fastapi.responses import JSONResponse, RedirectResponse
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet
from starlette.responses import Response

CLIENT_ID, CLIENT_SECRET = "guichet", "entre nous"


@dataclass
class Issuer:
    """``claims`` and ``told`` are what it says of the person, in the id token and as user info, beside the rest."""

    url: str = ""
    subject: str = "person-1"
    claims: dict[str, Any] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=lambda: {"email": "camille@ville.example", "given_name": "Camille"})
    signs_user_info: bool = False
    signing_key: ECKey = field(default_factory=lambda: ECKey.generate_key("P-256", {"kid": "one"}))
    published: list[ECKey] | None = None  # when other keys than the one that signs are shown
    granted: dict[str, dict[str, str]] = field(default_factory=dict)
    logged_out: list[str] = field(default_factory=list)

    def sign(self, claims: dict[str, Any]) -> str:
        return jwt.encode({"alg": "ES256", "kid": self.signing_key.kid}, claims, self.signing_key)


def create_app(issuer: Issuer) -> FastAPI:
    app = FastAPI()

    @app.get("/.well-known/openid-configuration")
    def describe() -> dict[str, Any]:
        return {
            "issuer": issuer.url,
            "authorization_endpoint": f"{issuer.url}/authorize",
            "token_endpoint": f"{issuer.url}/token",
            "userinfo_endpoint": f"{issuer.url}/userinfo",
            "jwks_uri": f"{issuer.url}/keys",
            "end_session_endpoint": f"{issuer.url}/logout",
        }

    @app.get("/keys")
    def keys() -> Any:
        return KeySet(list(issuer.published or [issuer.signing_key])).as_dict(private=False)

    @app.get("/authorize")
    def authorize(request: Request) -> Response:
        asked = dict(request.query_params)
        assert asked["client_id"] == CLIENT_ID
        assert asked["code_challenge_method"] == "S256"
        code = f"code-{len(issuer.granted)}"
        issuer.granted[code] = asked
        return RedirectResponse(f"{asked['redirect_uri']}?code={code}&state={asked['state']}", 302)

    @app.post("/token")
    async def token(request: Request) -> Response:
        form = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
        asked = issuer.granted.pop(form["code"], None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).decode()
        if asked is None or form["client_secret"] != CLIENT_SECRET or asked["code_challenge"] != challenge.rstrip("="):
            return JSONResponse({"error": "invalid_grant"}, 400)
        now = int(time.time())
        claims = {"iss": issuer.url, "aud": CLIENT_ID, "sub": issuer.subject, "iat": now, "exp": now + 60}
        id_token = issuer.sign({**claims, "nonce": asked["nonce"], **issuer.claims})
        return JSONResponse({"access_token": "access", "token_type": "Bearer", "id_token": id_token})

    @app.get("/userinfo")
    def user_info(authorization: Annotated[str, Header()]) -> Response:
        assert authorization == "Bearer access"
        told = {"sub": issuer.subject, **issuer.told}
        if issuer.signs_user_info:
            signed = issuer.sign({"iss": issuer.url, "aud": CLIENT_ID, **told})
            return Response(signed, media_type="application/jwt")
        return JSONResponse(told)

    @app.get("/logout")
    def log_out(id_token_hint: str, post_logout_redirect_uri: str, state: str) -> Response:
        issuer.logged_out.append(id_token_hint)
        return RedirectResponse(f"{post_logout_redirect_uri}?state={state}", 302)

    return app
