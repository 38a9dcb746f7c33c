"""Logging in through the organisation's own provider (OpenID Connect; ProConnect is one)."""

from api.staff.oidc.login import OidcLogin
from api.staff.oidc.provider import Identity, OidcError, Provider, Registration
from api.staff.oidc.repository import OidcLogins

__all__ = ["Identity", "OidcError", "OidcLogin", "OidcLogins", "Provider", "Registration"]
