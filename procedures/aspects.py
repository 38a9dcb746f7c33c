"""Which kinds of question a section answers, told from its title and, when that is clear enough, from its content.

Most chapters of the guide answer none of the citizen's usual questions, and say so by an empty tuple: a wrong aspect
sends people to a wrong answer, a missing one only makes the walk choose by words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from procedures.folding import folded_words
from procedures.model import Aspect, Block, BulletList, Choice, Conditional, Paragraph, descendants, plain

# Patterns are searched in titles without accents, case nor punctuation. ``but not`` wins over the pattern.
_TITLES: tuple[tuple[Aspect, str, str], ...] = (
    (
        Aspect.DOCUMENTS,
        r"^(les |quels |quelles |liste des )?(pieces|documents|justificatifs?|papiers)( |$)(a |"
        r"sont a |faut il |doit on |"
        r"devez vous )?(fournir|joindre|presenter|produire|transmettre|remettre|apporter|justificati|"
        r"necessaire|demande|"
        r"exige|fourni|requis|du dossier|de )|^(pieces|justificatifs?|documents)$|"
        r"^(constitution|contenu|composition) du dossier|^dossier a (constituer|fournir|deposer)|^pieces a ",
        r"annexe|remis |monnaie|de bord|de fin|remise|information",
    ),
    (
        Aspect.COST,
        r"^(couts?|prix|tarifs?|frais|droits? (de timbre|a payer)|montant a (payer|regler)|"
        r"reste a charge|gratuite)( |$)|"
        r"^(combien (ca |cela )?coute|qui (doit )?(paie|payer)|(impots?|taxes?|cotisations?) (a payer|"
        r"due)|participation "
        r"(financiere|aux frais|forfaitaire)|montant (de la (taxe|redevance|cotisation|contribution|"
        r"participation)|"
        r"de l (amende|impot)|du loyer|des (frais|droits|cotisations))|prise en charge des couts)",
        r"^(prix de vente|prix d acquisition|prix d achat|prix de revient)|^frais (de transport|"
        r"d hebergement|de repas|"
        r"de deplacement|de mission|rembourses|deductibles|professionnels|reels|pris en charge)",
    ),
    (
        Aspect.AMOUNT,
        r"^(montants?|remunerations?|indemnites?|indemnisation|remboursements?|allocations?|primes?|"
        r"bareme|combien)( |$)|"
        r"^(mode de calcul|modalites de calcul|calcul (du montant|de l (indemnite|aide|allocation)|"
        r"de la (pension|"
        r"prime|prestation|rente|retraite))|calcul$|estimation du montant|ressources prises en compte|"
        r"prise en charge (financiere|des frais)|a combien|quel est le montant|salaires?$|majorations?$)",
        r"coute|^montant (a (payer|regler)|de la (taxe|redevance|cotisation|contribution|"
        r"participation)|de l (amende|"
        r"impot)|du loyer|des (frais|droits|cotisations))|^indemnite d occupation|^indemnisation (du|"
        r"des|de la) (prejudice|"
        r"victime|consommateur)|^combien de (temps|jours)|^allocations? familiales$",
    ),
    (
        Aspect.VALIDITY,
        r"\bvalidite\b|^(date d )?expiration|^peremption",
        r"^(controle|verification|conditions?|criteres?|contestations?|permis|modifications?) |"
        r"en cours de validite",
    ),
    (
        Aspect.DELAY,
        r"^(delais?|durees?|calendrier|periodicite|preavis|prescription|echeances?|combien de (temps|"
        r"jours))( |$)|"
        r"^(quand|a quel moment|dates? (de|du|d|limites?|a|et)|quel(s)? (est le |sont les )?delais?|"
        r"quelle est la duree|"
        r"dans quels? delais?|en combien de temps|apres combien)\b|\bdelais?$",
        r"validite|^durees? (et organisation |hebdomadaire |legale |quotidienne |mensuelle |maximale |"
        r"minimale )?(du|de) "
        r"(la )?(travail|temps)|^date (de naissance|et lieu)|non respect",
    ),
    (
        Aspect.WHERE,
        r"^(ou|a quel endroit) (et|s|faire|deposer|se|acheter|trouver|demander|passer|voter|adresser|"
        r"envoyer|est|peut|doit|"
        r"puis|presenter|effectuer|consulter|obtenir|le|la)\b|^(lieu|lieux) (de (depot|la demande|"
        r"delivrance)|d inscription)|"
        r"^(a qui|aupres de qui|vers qui) (s adresser|adresser|envoyer|demander|faire|se tourner|deposer)|"
        r"^(juge|tribunal|tribunaux|juridictions?|administration|autorite|service|mairie|"
        r"prefecture)s? competente?s?$",
        r"",
    ),
    (
        Aspect.ELIGIBILITY,
        r"^(qui (est|sont|peut|peuvent|a droit|y a droit|beneficie|est ce)|pour qui|a qui s (applique|adresse)|"
        r"(dans )?quels? cas|dans quelles? (situations?|conditions?|circonstances?)|a partir de quand)\b|"
        r"^beneficiaires?|(concerne|exclu|eligible|exonere|vise|dispense)e?s?$|"
        r"^plafonds? (de|des) ressources|"
        r"^conditions?$|^conditions? (a (remplir|respecter)|d (attribution|acces|obtention|octroi|age|"
        r"ouverture|eligibilite|"
        r"admission|embauche|appartenance|anciennete|inscription|activite|affiliation|assurance|"
        r"aptitude|adhesion|"
        r"adoption|agrement)|de (ressources|revenus?|residence|nationalite|diplome|candidature|"
        r"delivrance|duree|sejour|"
        r"logement|situation|versement|participation|prise en charge|domicile|base|fond|regularite|"
        r"recrutement|service)|"
        r"liees|prealables?|requises|necessaires|pour|relatives|concernant|personnelles|generales|"
        r"particulieres|"
        r"communes|specifiques|propres|exigees|tenant)|^exonerations?( |$)|^(age|ages) (minimum|"
        r"minimal|requis|legal)|"
        r"^(personnes?|salaries?|publics?|situations?|entreprises?) (concerne|vise|eligible|exclu|"
        r"autorise|pouvant)|"
        r"^eligibilite|^criteres? (d |de )",
        r"^qui (est|sont) (le|la|les|l|responsable|competent|proprietaire)\b|^qui peut (vous )?(aider|"
        r"renseigner)|"
        r"^quels cas de|services? concerne",
    ),
    (
        Aspect.HOW,
        r"^((ou et )?comment|demarches?|formalites?|demandes?|inscriptions?|declarations?|saisine|"
        r"candidatures?|"
        r"depot|faire|s inscrire|procedure|etapes?|quelles? (sont les )?(demarches?|formalites|procedures?)|"
        r"que (dois je|devez vous|doit on) faire|deroulement|effectuer|deposer|demander|constituer|presenter|"
        r"modalites (de (la )?(demande|depot|inscription|candidature)|d inscription))( |$)|^le depot",
        r"^comment (est|sont|se|ca|cela|savoir|fonctionne|calculer|etre)\b|"
        r"^procedures? (disciplinaire|penale|collective|"
        r"prealable|judiciaire|devant|contradictoire)|^deroulement d|^declaration (d impot|"
        r"annuelle de|des droits|sur l)|"
        r"^demandes? (reconventionnelle|refusee|acceptee|d indemni|d information|abusive)|"
        r"^depot de (garantie|bilan|plainte)|"
        r"^faire (appel|opposition)|^comment (contester|faire (appel|un recours|une reclamation))|"
        r"^demande rejetee|"
        r"^inscription au (dossier|fichier)",
    ),
    (
        Aspect.ONLINE,
        r"\b(en ligne|par internet|teleservices?|sur internet|dematerialisee?)\b",
        r"^(achat|vente|jeux|paris|contenu|publicite|harcelement|site|avis|escroquerie|depuis|paiement)\b",
    ),
    (
        Aspect.CONTACT,
        r"^(contacts?|par (telephone|messagerie|courriel)|qui contacter|numeros? d urgence|"
        r"nous contacter|coordonnees)\b|"
        r"\bpar messagerie( instantanee)?$",
        r"",
    ),
    (
        Aspect.STATUS,
        r"^(suivi|suivre|ou en est|etat d avancement)( (de|du|sa|son|votre|la|ma|mon|"
        r"une) .*)?(demande|dossier|declaration|"
        r"commande|titre|demarche)|^suivi$",
        r"",
    ),
    (
        Aspect.APPEAL,
        r"^(recours|voies? de recours|contest\w+|reclamations?|appel|pourvoi|opposition|mediation|"
        r"mediateur|litiges?|"
        r"comment contester|faire (appel|opposition|un recours|une reclamation)|"
        r"que faire en cas de (refus|litige|desaccord)|"
        r"en cas de (litige|refus|contestation|desaccord)|(quels|les) recours|saisir le (defenseur|"
        r"mediateur|juge admin)|"
        r"demarche amiable|conciliation|tentative de conciliation|possibilites? de recours|droit de recours|"
        r"comment faire (appel|un recours|une reclamation))( |$)|\b(recours|contestation|"
        r"reclamation)( possibles?)?$",
        r"^recours (obligatoire|a |au (travail|pret|cdd|temps)|aux )|exclus$|^opposition (sur|"
        r"au cheque|au paiement|a la carte)|^appel (d offres|a |au|aux)|"
        r"^delais? ",
    ),
    (
        Aspect.DEFINITION,
        r"^(de quoi s agit il|definitions?|qu est ce|en quoi consiste|en quoi cela consiste|"
        r"a quoi (sert|correspond)|"
        r"c est quoi|presentation|objectifs?( |$)|que signifie|quelle est la definition)",
        r"",
    ),
)
_SHORT = 3  # blocks
_RULES = tuple((aspect, re.compile(found), re.compile(but_not or r"(?!)")) for aspect, found, but_not in _TITLES)

# "Vous devez fournir les documents suivants :" before a list.
_ASKS_FOR_DOCUMENTS = re.compile(
    r"\b(fournir|joindre|presenter|produire|munir|munie?s?|apporter|transmettre|remettre|"
    r"accompagnee?s?|constitue|comporter|"
    r"comprend|contenir|deposer|adresser|envoyer|rassembler|preparer|demandee?s?|necessaires?|exigee?s?)\b.*"
    r"\b(documents?|pieces?|justificatifs?|papiers)\b|"
    r"\b(documents?|pieces?|justificatifs?)( \w+){0,4} (a (fournir|joindre|presenter|produire|"
    r"remettre|transmettre)|"
    r"suivante?s?|necessaires|demande\w+|exige\w+|justificative?s?)\b|"
    r"\bdossier\b( \w+){0,5} (comporter?|comprend(re)?|contient|contenir|compose|constitue)( \w+){0,3}$|"
    r"\b(fournir|joindre|apporter|presenter|produire)$"
)
_NOT_TO_GIVE = re.compile(
    r"\b(l employeur|le vendeur|le bailleur|le proprietaire|l administration|le notaire) (doit|remet)"
)
# A deadline given under a title about a reply ("Décision de l'administration") is what people want to know there.
_REPLY = re.compile(
    r"^(reponse|decision|avis|instruction|traitement|examen|remise|delivrance|envoi|fabrication|offre)\b"
)
_TIME_LIMIT = re.compile(
    r"\b(delai (maximal |maximum |minimum )?(de|d un|d une)|au plus tard (dans|le|avant)|dans les|"
    r"sous) (un |une )?\d+ "
    r"(jours?|semaines?|mois|ans?|heures?)\b"
)
_PRICE = re.compile(r"\b((est|sont) (entierement |totalement )?gratuite?s?|coute \d+|timbres? fisca(l|ux))\b")

# "Montant" alone: what one pays, when the text speaks of paying and not of receiving.
_SUM = re.compile(r"^montants?\b")
_PAID = re.compile(
    r"\b(payer|paiement|taxes?|impots?|redevance|amende|penalite|a (votre|sa) charge|cotisation|facture)\b"
)
_RECEIVED = re.compile(
    r"\b(percev\w+|percoi\w+|allocations?|aides?|primes?|indemnites?|pensions?|prestations?|bourse|"
    r"(credit|reduction) d impot|exoner\w+|bons?|beneficiez)\b"
)


def aspects_of(title: str, blocks: tuple[Block, ...], *, lists_documents: bool = False) -> tuple[Aspect, ...]:
    """The aspects of a section, the one that matters most first; often none.

    ``lists_documents``: the source itself marks the section as a list of documents to give.
    """
    words = folded_words(title)
    told = [(Aspect.DOCUMENTS, -1)] if lists_documents else []
    told += _told_by_title(words, blocks)
    told += [(aspect, len(words)) for aspect in _told_by_content(words, blocks)]
    return tuple(dict.fromkeys(aspect for aspect, _ in sorted(told, key=lambda found: found[1])))


def _told_by_title(words: str, blocks: tuple[Block, ...]) -> Iterator[tuple[Aspect, int]]:
    """Aspects and where the title speaks of them."""
    for aspect, found, but_not in _RULES:
        match = found.search(words)
        if match and not but_not.search(words):
            paid = aspect is Aspect.AMOUNT and _SUM.search(words) and _is_paid(blocks)
            yield Aspect.COST if paid else aspect, match.start()


def _told_by_content(words: str, blocks: tuple[Block, ...]) -> Iterator[Aspect]:
    if _lists_documents(blocks):
        yield Aspect.DOCUMENTS
    if _REPLY.search(words) and _TIME_LIMIT.search(_opening(blocks)):
        yield Aspect.DELAY
    if len(blocks) <= _SHORT and _PRICE.search(_opening(blocks)):
        yield Aspect.COST


def _is_paid(blocks: tuple[Block, ...]) -> bool:
    texts = (folded_words(plain(block.runs)) for block in descendants(blocks) if isinstance(block, Paragraph))
    words = " ".join(texts)
    return len(_PAID.findall(words)) > len(_RECEIVED.findall(words))


def _opening(blocks: tuple[Block, ...]) -> str:
    first = blocks[0] if blocks else None
    return folded_words(plain(first.runs)) if isinstance(first, Paragraph) else ""


def _lists_documents(blocks: Sequence[Block]) -> bool:
    """Whether a sentence asks for documents and a list follows, here or in a case; not in a sub-chapter of its own."""
    for before, block in pairwise((None, *blocks)):
        if isinstance(block, Choice) and any(_lists_documents(option.blocks) for option in block.options):
            return True
        if isinstance(block, Conditional) and _lists_documents(block.blocks):
            return True
        if isinstance(before, Paragraph) and isinstance(block, BulletList) and _asks_for_documents(before):
            return True
    return False


def _asks_for_documents(paragraph: Paragraph) -> bool:
    sentence = folded_words(plain(paragraph.runs).rpartition(". ")[2])
    return bool(_ASKS_FOR_DOCUMENTS.search(sentence)) and not _NOT_TO_GIVE.search(sentence)
