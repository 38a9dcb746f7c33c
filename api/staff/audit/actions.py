"""What is worth remembering of accounts and texts. The French is what an administrator reads in the log."""

from __future__ import annotations

from enum import StrEnum


class Action(StrEnum):
    LOGGED_IN = "logged_in"
    LOGIN_FAILED = "login_failed"
    LOGGED_OUT = "logged_out"
    ACCOUNT_ADDED = "account_added"
    ACCOUNT_DISABLED = "account_disabled"
    ACCOUNT_ENABLED = "account_enabled"
    ROLES_CHANGED = "roles_changed"
    LINK_MADE = "link_made"
    LINK_USED = "link_used"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105
    SECOND_FACTOR_ON = "second_factor_on"
    SECOND_FACTOR_OFF = "second_factor_off"
    OIDC_BOUND = "oidc_bound"
    TOWN_CHANGED = "town_changed"
    TEXT_DRAFTED = "text_drafted"
    TEXT_DISCARDED = "text_discarded"
    TEXT_SUBMITTED = "text_submitted"
    TEXT_PUBLISHED = "text_published"
    TEXT_SCHEDULED = "text_scheduled"
    TEXT_UNSCHEDULED = "text_unscheduled"
    TEXT_WITHDRAWN = "text_withdrawn"


IN_FRENCH = {
    Action.LOGGED_IN: "Connexion",
    Action.LOGIN_FAILED: "Connexion refusée",
    Action.LOGGED_OUT: "Déconnexion",
    Action.ACCOUNT_ADDED: "Compte créé",
    Action.ACCOUNT_DISABLED: "Compte désactivé",
    Action.ACCOUNT_ENABLED: "Compte réactivé",
    Action.ROLES_CHANGED: "Rôles modifiés",
    Action.LINK_MADE: "Lien à usage unique créé",
    Action.LINK_USED: "Lien à usage unique utilisé",
    Action.PASSWORD_CHANGED: "Mot de passe changé",
    Action.SECOND_FACTOR_ON: "Double authentification activée",
    Action.SECOND_FACTOR_OFF: "Double authentification désactivée",
    Action.TOWN_CHANGED: "Fiche de la mairie modifiée",
    Action.OIDC_BOUND: "Compte relié au fournisseur d’identité",
    Action.TEXT_DRAFTED: "Brouillon enregistré",
    Action.TEXT_DISCARDED: "Brouillon abandonné",
    Action.TEXT_SUBMITTED: "Relecture demandée",
    Action.TEXT_PUBLISHED: "Texte publié",
    Action.TEXT_SCHEDULED: "Publication prévue",
    Action.TEXT_UNSCHEDULED: "Publication prévue annulée",
    Action.TEXT_WITHDRAWN: "Texte retiré",
}
