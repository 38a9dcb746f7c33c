"""The pages of accounts: log-in, one-time link, one's own account, the accounts of the others.

Each is a frame that its script fills through the same HTTP interface as everybody's.
"""

from __future__ import annotations

import logging
from pathlib import Path
from urllib.parse import quote, urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse
from fastapi.templating import Jinja2Templates
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.security.headers import console_policy
from api.staff.links import PAGE as LINK_PAGE
from api.staff.oidc import OidcError
from api.staff.provided import SSO_RETURN, Provided, StaffServices
from api.staff.refusals import StaffRefusedError
from api.staff.transport import SECURE_NAME

STATIC = Path(__file__).parent / "static"
TEMPLATES = Path(__file__).parent / "templates"
LOG_IN_PAGE = "/connexion"
OWN_PAGE = "/compte"
SSO_COOKIE = "guichet-sso"
SSO_LASTS_S = 600
LONGEST_PATH = 500

# What a log-in through the provider may come back with; the page shows the sentence.
FAILURES = {
    "sso": "La connexion n’a pas abouti. Recommencez, ou utilisez votre mot de passe.",
    "sso-compte": "Votre identité est confirmée, mais vous n’avez pas de compte ici. Demandez-en un à la mairie.",
}

_TEMPLATES = Jinja2Templates(directory=TEMPLATES)  # escapes all it writes
_log = logging.getLogger(__name__)

router = APIRouter(include_in_schema=False)


@router.get(LOG_IN_PAGE)
def log_in_page(request: Request, provided: Provided, suite: str = "", erreur: str = "") -> Response:
    """Where one logs in; ``suite`` is the page to go on to. Says so where no session can be held."""
    return _page(
        request,
        provided,
        "log_in.html",
        next_page=local_path(suite),
        failure=FAILURES.get(erreur, ""),
        is_safe=provided.transport.cookie_name(request) is not None,
        public_url=provided.settings.public_url,
        is_https=provided.settings.is_https,
        provider=provided.oidc.label if provided.oidc else None,
    )


@router.get(LINK_PAGE)
def link_page(request: Request, provided: Provided) -> Response:
    """Where a one-time link leads: the script reads its token from the part of the address that is not sent."""
    return _page(request, provided, "link.html", is_safe=provided.transport.cookie_name(request) is not None)


@router.get(OWN_PAGE)
def own_page(request: Request, provided: Provided) -> Response:
    """One's own account."""
    return _page(request, provided, "account.html")


@router.get("/admin")
def administration() -> Response:
    return RedirectResponse("/admin/comptes", 307)


@router.get("/admin/comptes")
def accounts_page(request: Request, provided: Provided) -> Response:
    """The accounts, for administrators."""
    return _page(request, provided, "accounts.html")


@router.get("/connexion/sso")
async def leave_for_provider(request: Request, provided: Provided, suite: str = "") -> Response:
    """Sends the browser to the OpenID Connect provider."""
    if provided.oidc is None or provided.transport.cookie_name(request) is None:
        return _back("sso")
    try:
        departure = await provided.oidc.leave(local_path(suite))
    except OidcError as error:
        _log.error("log-in through the provider: %s", error)
        return _back("sso")
    response = RedirectResponse(departure.url, 303)
    name, secure = _sso_cookie(request, provided)
    response.set_cookie(
        name, departure.state, max_age=SSO_LASTS_S, path="/", secure=secure, httponly=True, samesite="lax"
    )
    return response


@router.get(SSO_RETURN)
async def return_from_provider(request: Request, provided: Provided, state: str = "", code: str = "") -> Response:
    """Where the provider sends the browser back to."""
    name, secure = _sso_cookie(request, provided)
    if provided.oidc is None or not state or not code or request.cookies.get(name) != state:
        return _back("sso")
    try:
        arrival = await provided.oidc.arrive(state=state, code=code)
    except OidcError as error:
        _log.error("log-in through the provider: %s", error)
        return _back("sso")
    except StaffRefusedError:
        return _back("sso-compte")
    token = await run_in_threadpool(provided.log_in.open, arrival.account, id_token=arrival.id_token)
    response = RedirectResponse(arrival.next_page or OWN_PAGE, 303)
    provided.transport.give(request, response, token)
    response.delete_cookie(name, path="/", secure=secure, httponly=True, samesite="lax")
    return response


def local_path(path: str) -> str:
    """``path`` when it is one of this site, else nothing: nobody is sent elsewhere after logging in."""
    parts = urlsplit(path)
    is_local = path.startswith("/") and not path.startswith(("//", "/\\")) and not (parts.scheme or parts.netloc)
    return path if is_local and path.isprintable() and "\\" not in path and len(path) <= LONGEST_PATH else ""


def _sso_cookie(request: Request, provided: StaffServices) -> tuple[str, bool]:
    secure = provided.transport.cookie_name(request) == SECURE_NAME
    return (f"__Host-{SSO_COOKIE}" if secure else SSO_COOKIE), secure


def _back(failure: str) -> Response:
    return RedirectResponse(f"{LOG_IN_PAGE}?erreur={quote(failure)}", 303)


def _page(request: Request, provided: StaffServices, template: str, **values: object) -> Response:
    response = _TEMPLATES.TemplateResponse(request, template, {"town": provided.town(), **values})
    response.headers["Content-Security-Policy"] = console_policy(request.headers.get("host", ""))
    return response
