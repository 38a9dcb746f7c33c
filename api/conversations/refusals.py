"""What cannot be done, and the sentence that tells the citizen so."""

from __future__ import annotations

from api.database import StorageUnavailableError as StorageUnavailableError


class UnknownConversationError(Exception):
    """No such conversation, or another one's token: which of the two is never told."""


class RefusedError(Exception):
    """What was sent cannot be accepted. ``sentence`` says why, in French, and what to do."""

    sentence = "Cette demande n’est pas valable."

    def __init__(self) -> None:
        super().__init__(self.sentence)


class UnknownProcedureError(RefusedError):
    sentence = "Cette démarche n’existe pas ou n’est plus publiée. Posez votre question avec vos mots."


class UnknownChoiceError(RefusedError):
    sentence = "Ce choix n’a pas été proposé dans cette conversation. Cliquez sur un choix affiché ou écrivez-le."


class NotAnAnswerError(RefusedError):
    sentence = (
        "Ce message n’est pas une réponse de l’assistant. Vous pouvez donner votre avis sur ses réponses seulement."
    )
