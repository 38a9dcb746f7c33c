"""What cannot be done with a conversation that a person is needed for, each with the sentence its reader sees."""

from __future__ import annotations

from typing import Any

from api.conversations.refusals import RefusedError


class ConflictError(Exception):
    """Not possible as things stand; ``more`` goes with ``sentence`` into the answer's body."""

    sentence = "Ce n’est pas possible dans l’état où est cette conversation."

    def __init__(self, **more: Any) -> None:
        super().__init__(type(self).__name__)
        self.more = more


class AlreadyTakenError(ConflictError):
    sentence = "Une autre personne a déjà pris cette conversation."


class NotWaitingError(ConflictError):
    sentence = "Cette conversation n’attend plus personne."


class NotYoursError(ConflictError):
    sentence = "Vous n’avez pas pris cette conversation. Prenez-la d’abord, ou demandez-la à la personne qui l’a."


class FullError(ConflictError):
    sentence = "Vous avez déjà le nombre de conversations permis. Terminez-en une avant d’en prendre une autre."


class AbsentAgentError(ConflictError):
    sentence = "Cette personne n’est pas disponible. Choisissez-en une autre, ou remettez la conversation en attente."


class AbsentTeamError(ConflictError):
    sentence = "Personne de cette équipe n’est disponible. Choisissez une autre équipe, ou remettez en attente."


class AlreadySentError(ConflictError):
    sentence = "Cette réponse a déjà été envoyée."


class UnknownDraftError(Exception):
    """No such draft."""

    sentence = "Aucune réponse n’attend d’être relue ici."


class TeamNameTakenError(ConflictError):
    sentence = "Une équipe porte déjà ce nom. Choisissez-en un autre."


class UnknownTeamError(Exception):
    """No such team."""

    sentence = "Cette équipe n’existe pas ou n’existe plus."


class UnknownThemeError(RefusedError):
    sentence = "Ce thème n’existe pas ou n’est plus publié. Choisissez-en un autre."


class NoContactsTakenError(ConflictError):
    sentence = "La mairie ne prend pas de demande de rappel ici. Vous pouvez lui téléphoner."


class WithAPersonError(ConflictError):
    sentence = "Une personne vous répond déjà. Écrivez-lui ici."
