"""French words that editors write for the values of the model."""

from __future__ import annotations

from typing import Literal

from procedures.model import Aspect, Audience, Channel, ChoiceNature, NoteKind, OfficeKind, ProcedureKind, ServiceKind

Subject = Literal[
    "pieces",
    "cout",
    "montant",
    "delai",
    "lieu",
    "demarche",
    "conditions",
    "en_ligne",
    "validite",
    "contact",
    "suivi",
    "recours",
    "definition",
]
SUBJECTS: dict[Subject, Aspect] = {
    "pieces": Aspect.DOCUMENTS,
    "cout": Aspect.COST,
    "montant": Aspect.AMOUNT,
    "delai": Aspect.DELAY,
    "lieu": Aspect.WHERE,
    "demarche": Aspect.HOW,
    "conditions": Aspect.ELIGIBILITY,
    "en_ligne": Aspect.ONLINE,
    "validite": Aspect.VALIDITY,
    "contact": Aspect.CONTACT,
    "suivi": Aspect.STATUS,
    "recours": Aspect.APPEAL,
    "definition": Aspect.DEFINITION,
}

Nature = Literal["situation", "lieu", "voie", "issue", "general"]
NATURES: dict[Nature, ChoiceNature] = {
    "situation": ChoiceNature.SITUATION,
    "lieu": ChoiceNature.PLACE,
    "voie": ChoiceNature.CHANNEL,
    "issue": ChoiceNature.OUTCOME,
    "general": ChoiceNature.GENERAL,
}

Way = Literal["en_ligne", "courrier", "guichet", "telephone"]
WAYS: dict[Way, Channel] = {
    "en_ligne": Channel.ONLINE,
    "courrier": Channel.POST,
    "guichet": Channel.COUNTER,
    "telephone": Channel.PHONE,
}

Frame = Literal["attention", "a_savoir", "a_noter", "rappel"]
FRAMES: dict[Frame, NoteKind] = {
    "attention": NoteKind.CAUTION,
    "a_savoir": NoteKind.GOOD_TO_KNOW,
    "a_noter": NoteKind.PLEASE_NOTE,
    "rappel": NoteKind.REMINDER,
}

OfficeSort = Literal["local", "national", "centre_appel", "appui"]
OFFICES: dict[OfficeSort, OfficeKind] = {
    "local": OfficeKind.LOCAL,
    "national": OfficeKind.NATIONAL,
    "centre_appel": OfficeKind.CALL_CENTRE,
    "appui": OfficeKind.SUPPORT,
}

ServiceSort = Literal["teleservice", "modele_de_lettre", "simulateur", "outil_de_recherche"]
SERVICES: dict[ServiceSort, ServiceKind] = {
    "teleservice": ServiceKind.ONLINE_SERVICE,
    "modele_de_lettre": ServiceKind.LETTER_TEMPLATE,
    "simulateur": ServiceKind.SIMULATOR,
    "outil_de_recherche": ServiceKind.SEARCH_TOOL,
}

Public = Literal["particuliers", "professionnels", "associations"]
PUBLICS: dict[Public, Audience] = {
    "particuliers": Audience.INDIVIDUALS,
    "professionnels": Audience.PROFESSIONALS,
    "associations": Audience.ASSOCIATIONS,
}

Form = Literal["fiche", "question"]
FORMS: dict[Form, ProcedureKind] = {
    "fiche": ProcedureKind.INFORMATION,
    "question": ProcedureKind.QUESTION_ANSWER,
}


def word_for[Word: str, Value](words: dict[Word, Value], value: Value) -> Word:
    """The word of ``words`` that stands for ``value``. Raises ValueError when there is none."""
    for word, meant in words.items():
        if meant == value:
            return word
    raise ValueError(f"« {value} » ne peut pas s'écrire dans un fichier")
