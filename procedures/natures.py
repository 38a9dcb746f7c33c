"""What the options of a choice tell apart, and so what the walk does with it.

Not all choices of the guide are questions: "En ligne / Par courrier" are ways to do the same thing, "Isère / Drôme" are
settled by a postcode, "Demande acceptée / refusée" comes later. Labels say which. A choice whose options are of several
natures is a situation: asking is the safe side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from procedures.folding import folded_words
from procedures.model import Channel, ChoiceNature, Option
from procedures.place_names import PLACES


class _Kind(Enum):
    """What one label tells."""

    GENERAL = auto()
    CHANNEL = auto()
    COUNTER = auto()  # "En mairie": a channel beside "En ligne", else a situation like another
    OUTCOME = auto()
    PLACE = auto()
    REST = auto()  # "Autre cas": of the nature of its neighbours
    SITUATION = auto()


_NATURES = {
    _Kind.CHANNEL: ChoiceNature.CHANNEL,
    _Kind.OUTCOME: ChoiceNature.OUTCOME,
    _Kind.PLACE: ChoiceNature.PLACE,
}

_GENERAL = re.compile(r"(dans le |en )?(cas|regle) generale?\b|en (general|principe)$|principe( general)?$")
_REST = re.compile(r"(dans )?(les |un |une |tout )?autres? (cas|situations?)\b|autres?$|ailleurs$")

# What is done through the channel may stand before it: "Déclaration en ligne", "Vous faites la demande par courrier".
_DOING = (
    r"((vous (faites|effectuez|deposez|envoyez|payez|souhaitez faire) )?(la |le |votre |une |un )?"
    r"(pre)?(demande|declaration|inscription|paiement|achat|demarche|signalement|dossier|depot|envoi|"
    r"consultation|"
    r"reservation|commande|retrait|formulaire|version|procedure|plainte|resiliation|saisine)s? |"
    r"(adherer|commander|declarer|payer|acheter|s inscrire|demander) (la |le |un |une )?(version )?)?"
)
_CHANNELS = (
    (
        Channel.ONLINE,
        r"(en ligne|par (voie electronique|internet|le net|mail|courriel|messagerie|teleservice|tele paiement)|"
        r"sur (internet|le site|votre compte|smartphone|l application)|"
        r"depuis (votre|un) (ordinateur|smartphone|compte)|avec l application|dematerialisee?|"
        r"electronique|teleservice|via (internet|le site|un teleservice))",
    ),
    (
        Channel.POST,
        r"(par (courrier|correspondance|la poste|voie postale|ecrit|lettre)|(sur |en |"
        r"par )?(formulaire )?papier)",
    ),
    (Channel.PHONE, r"(par (telephone|sms|fax|telecopie)|au telephone)"),
    (Channel.COUNTER, r"(sur place|au guichet|en personne|physiquement)"),
)
_CHANNEL_PATTERNS = tuple((channel, re.compile(rf"{_DOING}{words}(?=$| )")) for channel, words in _CHANNELS)
_COUNTER = re.compile(
    r"(en|a la|a une|dans une|dans votre|aupres de la) (mairie|prefecture|gendarmerie|agence|caisse|banque)\b|"
    r"au (commissariat|tribunal|consulat|bureau de poste|centre)\b|"
    r"(dans|aupres d|aupres de|chez) (un|une|votre) (bureau|commercant|professionnel|guichet|agence|"
    r"automate|buraliste|"
    r"notaire|huissier|debitant|borne|espace|garagiste|concessionnaire)|"
    r"par l intermediaire d|par un (professionnel|mandataire|intermediaire)|au distributeur|"
    r"par timbre|formulaire\b"
)

_OUTCOME = re.compile(
    r"((si |en cas d |en cas de )?(le |la |les |l |votre |vos )?"
    r"(demande|dossier|decision|reponse|avis|candidature|recours|reclamation|offre|projet|inscription|"
    r"autorisation)s? )"
    r"(\w+ ){0,6}?(acceptee?|refusee?|rejetee?|accordee?|favorables?|defavorables?|positive|negative|"
    r"recevable|irrecevable|incomplet|complet|admise|validee?|retenue?|incomplete|complete)s?\b|"
    r"(en cas d |en cas de |si )?(l )?(refus|rejet|accord(?! (collectif|amiable|depose|d entreprise))|"
    r"acceptation|"
    r"absence de reponse|sursis a statuer|silence|non reponse|reponse (favorable|defavorable|positive|"
    r"negative)|octroi|non opposition|"
    r"decision (de refus|d acceptation|implicite|favorable|defavorable|tacite))\b|"
    r"si .*\b(vous a notifie le refus|accepte|refuse|ne repond pas|n a pas repondu)\b|"
    r"(l administration|la prefecture|le prefet|l employeur|la mairie|le maire|la caf|l assureur|la commission|"
    r"le juge|le tribunal|le bailleur|le proprietaire) (\w+ ){0,2}(accepte|refuse|ne repond pas|rejette)"
)

_PLACE_BEFORE = re.compile(
    r"^(vous (vivez|habitez|residez|demeurez|etes domicilie|etes installe|etes|faites la demande|"
    r"faites votre demande)|(pre)?demande|si vous (vivez|habitez|residez|etes)|residence|"
    r"(vous avez votre )?domicile|vous residez|resident|"
    r"votre (logement|domicile|residence) (est|se situe|se trouve)( situee?)?|logement situe|"
    r"en cas de residence)(s|e)? "
)
_PREPOSITION = re.compile(
    r"^(a l exterieur de|hors de|hors|dans l|dans la|dans le|dans les|dans un|dans une|dans|"
    r"en dehors de|en|au|aux|"
    r"a la|a|ville de|region|academie de|departement de|departement du|departements|departement|pour|depuis) "
)
_OTHER_PLACE = re.compile(
    r"(un |une |l )?(autres?|reste|ensemble|toute la|partout)( (de la|du|des|en|dans la))?"
    r" ?(departements?|regions?|communes?|villes?|pays|france|territoires?|academies?|lieux?|metropole|etats?)"
    r"( de france| de la region.*| d outre mer| francais| europeens?)?$|"
    r"(departements?|regions?|collectivites?|territoires?) (d outre mer|francais)( .*)?$"
)
_NUMBERED = re.compile(r".*\((\d\d|2[ab]|97\d|98\d)\)$")
_ENUMERATION = re.compile(r"\s*[,/;]\s*|\s+(?:et|ou)\s+")
_WITHIN = re.compile(r"\([^)]*\)")


def channel_named(label: str) -> Channel | None:
    """The channel that an option's label names, if it does: "Par courrier", "Déclaration en ligne"."""
    words = folded_words(label)
    return next((channel for channel, pattern in _CHANNEL_PATTERNS if pattern.match(words)), None)


def nature_of(options: Sequence[Option], *, channels_meant: bool = False) -> ChoiceNature:
    """The nature of a choice. ``channels_meant``: the guide itself marks it as a choice of channel."""
    kinds = [_kind(option) for option in options]
    if channels_meant and _Kind.CHANNEL in kinds:
        return ChoiceNature.CHANNEL
    if kinds.count(_Kind.GENERAL) == 1:
        return ChoiceNature.GENERAL
    told = set(kinds) - {_Kind.REST}
    if _Kind.CHANNEL in told:
        told.discard(_Kind.COUNTER)
    return _NATURES.get(told.pop(), ChoiceNature.SITUATION) if len(told) == 1 else ChoiceNature.SITUATION


def _kind(option: Option) -> _Kind:
    words = folded_words(option.label)
    if _GENERAL.match(words):
        return _Kind.GENERAL
    if option.channel is not None or channel_named(option.label):
        return _Kind.CHANNEL
    if _OUTCOME.match(words):
        return _Kind.OUTCOME
    if _is_place(option.label):
        return _Kind.PLACE
    if _REST.match(words):
        return _Kind.REST
    return _Kind.COUNTER if _COUNTER.match(words) else _Kind.SITUATION


def _is_place(label: str) -> bool:
    if _NUMBERED.match(label.strip().lower()):
        return True
    label = _WITHIN.sub(" ", label)
    return _names_a_place(label) or all(_names_a_place(part) for part in _ENUMERATION.split(label))


def _names_a_place(label: str) -> bool:
    words = _PLACE_BEFORE.sub("", folded_words(label), count=1)
    name = _PREPOSITION.sub("", words, count=1)
    return words in PLACES or name in PLACES or bool(_OTHER_PLACE.match(name))
