"""What accounts refuse, each with the sentence that its reader sees."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class StaffRefusedError(Exception):
    """Refused with an HTTP status and a French sentence; ``more`` goes with it into the answer's body."""

    def __init__(
        self,
        status: int,
        sentence: str,
        *,
        headers: Mapping[str, str] | None = None,
        more: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(f"refused with {status}")  # the sentence may quote an account: it is not for logs
        self.status = status
        self.sentence = sentence
        self.headers = dict(headers or {})
        self.more = more or {}


def not_logged_in() -> StaffRefusedError:
    return StaffRefusedError(401, "Connectez-vous pour continuer.")


def forbidden() -> StaffRefusedError:
    return StaffRefusedError(403, "Votre compte ne donne pas accès à cette page. Demandez-le à votre administrateur.")


def forged() -> StaffRefusedError:
    return StaffRefusedError(403, "Cette demande ne vient pas de la bonne page. Rechargez la page et recommencez.")


def insecure() -> StaffRefusedError:
    return StaffRefusedError(
        403,
        "Cette adresse n’est pas protégée (http) : votre mot de passe pourrait être lu en chemin. "
        "Ouvrez la même page en https, ou depuis la machine qui héberge le service.",
    )


def wrong_credentials() -> StaffRefusedError:
    return StaffRefusedError(401, "L’adresse ou le mot de passe n’est pas le bon.")


def too_often(retry_after: int) -> StaffRefusedError:
    minutes = max(1, round(retry_after / 60))
    return StaffRefusedError(
        429,
        f"Trop d’essais. Réessayez dans {minutes} minute{'s' if minutes > 1 else ''}.",
        headers={"Retry-After": str(retry_after)},
    )


def busy() -> StaffRefusedError:
    return StaffRefusedError(
        503, "Beaucoup de connexions en ce moment. Réessayez dans un instant.", headers={"Retry-After": "5"}
    )


def unknown_account() -> StaffRefusedError:
    return StaffRefusedError(404, "Ce compte n’existe pas ou n’existe plus.")


def refused(sentence: str) -> StaffRefusedError:
    """A request that is understood and cannot be carried out as it is."""
    return StaffRefusedError(422, sentence)


def code_wanted() -> StaffRefusedError:
    return StaffRefusedError(
        401, "Tapez le code à six chiffres affiché par votre téléphone.", more={"code_required": True}
    )


def wrong_code() -> StaffRefusedError:
    return StaffRefusedError(
        401, "Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant.", more={"code_required": True}
    )
