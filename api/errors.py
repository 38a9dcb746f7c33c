"""Errors as citizens read them: one French sentence in ``{"detail": …}``, whatever went wrong."""

from __future__ import annotations

import logging
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api.conversations.refusals import RefusedError, StorageUnavailableError, UnknownConversationError
from api.conversations.states import ImpossibleChangeError
from api.handoff.refusals import ConflictError, UnknownDraftError, UnknownTeamError
from api.security.rate_limits import TooOftenError

TRY_AGAIN_S = 5

_SENTENCES = {
    400: "Cette demande n’est pas lisible.",
    401: "Il manque le jeton de la conversation.",
    403: "Cette page n’est pas accessible.",
    404: "Cette adresse n’existe pas.",
    405: "Cette action n’est pas possible à cette adresse.",
    413: "Votre envoi est trop volumineux.",
    500: "Le service a rencontré un problème. Réessayez dans un instant.",
    503: "Le service est momentanément indisponible. Réessayez dans un instant.",
}
_UNKNOWN_CONVERSATION = "Cette conversation n’existe pas ou n’existe plus."

# What is wrong with a field, for those whose check says no more than that they are wrong.
_FIELDS = {
    "client_id": "L’identifiant du message (client_id) doit être un UUID.",
    "text": "Le texte du message n’est pas lisible.",
    "choice": "Le choix envoyé n’est pas lisible.",
    "procedure": "Cette démarche n’existe pas ou n’est plus publiée. Posez votre question avec vos mots.",
    "aspect": "Ce type de question n’existe pas.",
    "page_url": "L’adresse de la page n’est pas lisible.",
    "seq": "Le numéro du message doit être un nombre entier positif.",
    "after": "Le numéro du dernier message reçu (after) doit être un nombre entier positif ou nul.",
    "wait": "La durée d’attente (wait) doit être un nombre de secondes positif ou nul.",
    "useful": "Indiquez si la réponse est utile ou non.",
    "reason": "Votre commentaire n’est pas lisible.",
    "consent": "Dites si vous acceptez qu’une personne lise cette conversation (consent).",
    "email": "Cette adresse électronique n’est pas lisible.",
    "phone": "Ce numéro de téléphone n’est pas lisible.",
    "message": "Votre message n’est pas lisible.",
    "preferred_time": "Le moment souhaité n’est pas lisible.",
    "score": "Choisissez une note de 1 à 5.",
    "comment": "Votre commentaire n’est pas lisible.",
    "state": "Cet état n’existe pas.",
    "back_in_minutes": "La durée de l’absence est un nombre de minutes, de 1 à 240.",
    "to": "Choisissez la personne à qui passer la conversation.",
    "team": "Choisissez l’équipe à qui passer la conversation.",
    "members": "La liste des membres de l’équipe n’est pas lisible.",
    "name": "Le nom n’est pas lisible.",
    "hours": "Les horaires ne sont pas lisibles.",
    "chat_hours": "Les horaires des réponses écrites ne sont pas lisibles.",
    "closures": "Une fermeture n’est pas lisible : indiquez deux dates et un motif.",
    "special_days": "Un jour particulier n’est pas lisible : indiquez une date, des horaires et un motif.",
    "phones": "Un téléphone n’est pas lisible.",
    "address": "L’adresse n’est pas lisible.",
    "texts": "Un texte n’est pas lisible.",
    "version": "La version de la fiche n’est pas lisible.",
    "approval": "Dites si un agent relit les réponses sur ce thème (approval).",
    "reached": "Dites si la personne a été jointe ou non.",
    "q": "Le début de votre recherche est trop long : 200 caractères au plus.",
    "audience": "Ce public n’existe pas.",
    "filter": "Ce tri n’existe pas.",
    "format": "Choisissez le format xlsx ou csv.",
    "files": "Choisissez un classeur .xlsx, ou les trois fichiers .csv ensemble.",
    "editions": "Relisez d’abord le tableur : la page doit dire ce qui vous a été montré.",
    "content": "Ce texte n’a pas la forme attendue. Rechargez la page et recommencez.",
    "starts_on": "Écrivez le jour ainsi : 2026-09-01.",
    "title": "Donnez un titre de 2 à 140 caractères.",
    "question": "Écrivez une question de 300 caractères au plus.",
    "revision": "Cette version n’existe pas.",
}

_log = logging.getLogger(__name__)


def sentence(status: int) -> str:
    """What is told of an error that has no sentence of its own."""
    return _SENTENCES.get(status, _SENTENCES[400 if status < 500 else 500])


def refusal(status: int, detail: str, headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse({"detail": detail}, status, headers)


def install(app: FastAPI) -> None:
    """Gives ``app`` its error handlers."""
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RefusedError, _refused)
    app.add_exception_handler(ConflictError, _conflict)
    app.add_exception_handler(ImpossibleChangeError, _impossible)
    app.add_exception_handler(UnknownTeamError, _unknown_of_the_desk)
    app.add_exception_handler(UnknownDraftError, _unknown_of_the_desk)
    app.add_exception_handler(UnknownConversationError, _unknown_conversation)
    app.add_exception_handler(StorageUnavailableError, _storage)
    app.add_exception_handler(TooOftenError, _too_often)
    app.add_exception_handler(Exception, _failure)


def words_for(error: Exception) -> str:
    """The sentence that tells of ``error`` on a page."""
    match error:
        case RequestValidationError() | ValidationError():
            return _why(error.errors()[0])
        case RefusedError() | ConflictError():
            return error.sentence
        case ImpossibleChangeError():
            return ConflictError.sentence
        case TooOftenError():
            return _too_often_sentence(error)
        case _:
            return sentence(500)


async def _invalid(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return refusal(422, words_for(error))


def _why(error: Any) -> str:
    if error["type"] == "refused":
        return str(error["ctx"]["sentence"])
    if error["type"] == "json_invalid":
        return "Le corps de la demande n’est pas du JSON valable."
    field = next((part for part in reversed(error["loc"]) if part in _FIELDS), None)
    return _FIELDS[field] if field else "Il manque une information, ou sa forme n’est pas la bonne."


async def _http(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return refusal(error.status_code, sentence(error.status_code), dict(error.headers or {}))


async def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RefusedError)
    return refusal(422, error.sentence)


async def _conflict(_request: Request, error: Exception) -> Response:
    assert isinstance(error, ConflictError)
    return JSONResponse({"detail": error.sentence, **error.more}, 409)


async def _impossible(_request: Request, _error: Exception) -> Response:
    return refusal(409, ConflictError.sentence)


async def _unknown_of_the_desk(_request: Request, error: Exception) -> Response:
    assert isinstance(error, UnknownTeamError | UnknownDraftError)
    return refusal(404, error.sentence)


async def _unknown_conversation(_request: Request, _error: Exception) -> Response:
    return refusal(404, _UNKNOWN_CONVERSATION)


async def _storage(_request: Request, error: Exception) -> Response:
    _log.error("the database is not available: %s", error)
    return refusal(503, sentence(503), {"Retry-After": str(TRY_AGAIN_S)})


async def _too_often(_request: Request, error: Exception) -> Response:
    assert isinstance(error, TooOftenError)
    return refusal(429, _too_often_sentence(error), {"Retry-After": str(error.retry_after)})


def _too_often_sentence(error: TooOftenError) -> str:
    seconds = f"{error.retry_after} seconde{'s' if error.retry_after > 1 else ''}"
    return f"Vous envoyez beaucoup de demandes à la suite. Réessayez dans {seconds}."


async def _failure(_request: Request, _error: Exception) -> Response:
    return refusal(500, sentence(500))
