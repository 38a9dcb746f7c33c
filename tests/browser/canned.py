"""What the fake api says: one conversation with every kind of block, and hostile content.

All of it is invented for these tests; none is advice.
"""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

SITE: Json = {
    "name": "Mairie de Valbrume",
    "demonstration": True,
    "phones": [{"label": "Accueil", "number": "01 99 00 12 34"}],
    "today": {"open": True, "text": "Aujourd’hui : ouvert de 8 h 30 à 12 h et de 13 h 30 à 17 h."},
    "notices": ["Travaux : entrée par la cour."],
    "texts": {"privacy": "Cette conversation est effacée 30 jours après votre dernier message."},
}

GREETING: Json = {
    "kind": "text",
    "text": (
        "Bonjour. Je suis l’assistant automatique de la mairie. Je réponds à partir du guide officiel des démarches. "
        "Quelle est votre question ?\n\n- Carte d’identité\n- Inscription à la cantine\n\n"
        "En savoir plus : https://example.org/confidentialite"
    ),
    "payload": {
        "about": {"label": "En savoir plus", "url": "https://example.org/confidentialite"},
        "suggestions": [
            {"label": "Carte d’identité", "value": "v-card"},
            {"label": "Inscription à la cantine", "value": "v-canteen"},
        ],
    },
}

PROCEDURE: Json = {"id": "F1344", "title": "Carte d’identité d’un adulte : perte"}


def text(words: str) -> Json:
    return {"kind": "text", "text": words, "payload": {}}


def paragraph(words: str, **more: Any) -> Json:
    return {"type": "paragraph", "runs": [{"type": "text", "text": words}], **more}


def back(value: str) -> Json:
    return {"label": "Revenir à la question précédente", "value": value}


def question(prompt: str, choices: dict[str, str], path: list[str], **more: Any) -> Json:
    listed = "\n".join(f"- {label}" for label in choices.values())
    return {
        "kind": "question",
        "text": f"{prompt}\n\n{listed}",
        "payload": {
            "prompt": prompt,
            "choices": [{"label": label, "value": value} for value, label in choices.items()],
            "procedure": PROCEDURE,
            "aspect": "documents",
            "path": path,
            **more,
        },
    }


DANGER: Json = {
    "kind": "text",
    "text": (
        "Appelez le 3919.\n\n- 3919 : femmes victimes de violences. Jour et nuit.\n- 114 : par SMS. Jour et nuit.\n\n"
        "Ces appels sont gratuits.\n\n- Parler à une personne"
    ),
    "payload": {
        "help_lines": [
            {"number": "3919", "says": "femmes victimes de violences", "hours": "jour et nuit"},
            {"number": "114", "says": "par SMS", "hours": "jour et nuit"},
            {"number": "116 006", "says": "aide aux victimes", "hours": "tous les jours"},
        ],
        "suggestions": [{"label": "Parler à une personne", "value": "v-person"}],
    },
}
ARABIC: Json = {
    "kind": "text",
    "text": "أجيب بالفرنسية فقط: www.service-public.fr.\n\nJe réponds seulement en français.",
    "payload": {"language": "ar", "direction": "rtl"},
}
CALL_BACK: Json = {
    "kind": "text",
    "text": "Vérifiez votre numéro dans le formulaire, puis envoyez-le.",
    "payload": {"contact": {"fields": ["phone"]}},
}

REACH: Json = {"title": "Mairie de Valbrume", "phones": [{"label": "Accueil", "number": "01 99 00 12 34"}]}
PERSON_THERE: Json = {
    "available": True,
    "text": "Une personne de la mairie peut vous répondre ici. Elle lira cette conversation. Voulez-vous lui parler ?",
    "consent": "Elle lira toute cette conversation.",
    "queue": {"position": 3, "estimated_wait_s": 600},
    "contact": True,
    "reach": REACH,
}
PROPOSAL: Json = {
    "kind": "text",
    "text": PERSON_THERE["text"],
    "payload": {"handoff": PERSON_THERE, "reach": REACH},
}
NOBODY_THERE: Json = {
    "available": False,
    "cause": "outside_hours",
    "text": "La mairie est fermée à cette heure. Vous pouvez laisser un numéro.",
    "contact": True,
    "reach": REACH,
}

WHERE = question("Où faites-vous la demande ?", {"v-france": "En France", "v-abroad": "À l’étranger"}, [])
PASSPORT = question(
    "Avez-vous un passeport ?",
    {
        "v-valid": "Oui, valide ou périmé depuis moins de 5 ans",
        "v-expired": "Oui, périmé depuis plus de 5 ans",
        "v-none": "Non",
    },
    ["En France"],
    back=back("v-where"),
)
RESIDENCE = question("Lieu de résidence : quelle est la bonne réponse ?", {"v-abroad": "À l’étranger"}, [])
WHY = question("Qu’est-ce qui ne va pas dans cette réponse ?", {"v-incomplete": "C’est incomplet"}, [])
# What a value leads to, whatever its label.
LED_TO: dict[str, Json] = {"v-where": WHERE, "v-passport": PASSPORT, "v-residence": RESIDENCE}

TABLE: Json = {
    "type": "table",
    "title": "Délais constatés par site",
    "header_columns": 1,
    "rows": [
        {"header": True, "cells": [{"blocks": [paragraph(words)]} for words in ("Site", "Rendez-vous", "Fabrication")]},
        *(
            {"header": False, "cells": [{"blocks": [paragraph(words)]} for words in row]}
            for row in (("Valbrume", "12 jours", "3 semaines"), ("Les Essarts", "20 jours", "3 semaines"))
        ),
    ],
}

SECTIONS: list[Json] = [
    {
        "title": "Pièces à fournir",
        "aspect": "documents",
        "level": 2,
        "blocks": [
            paragraph("Apportez les documents suivants :"),
            {
                "type": "list",
                "ordered": False,
                "items": [[paragraph("Photo d’identité de moins de 6 mois")], [paragraph("Déclaration de perte")]],
            },
            {
                "type": "note",
                "kind": "attention",
                "title": "Attention",
                "blocks": [paragraph("Les originaux sont demandés, avec une copie de chacun.")],
            },
            {
                "type": "paragraph",
                "runs": [
                    {"type": "text", "text": "La photo suit des "},
                    {"type": "link", "text": "règles précises", "url": "https://example.org/photo"},
                    {"type": "text", "text": ". Elle coûte environ "},
                    {"type": "amount", "text": "6 €"},
                    {"type": "text", "text": "."},
                ],
            },
        ],
    },
    {
        "title": "Comment faire",
        "aspect": "how",
        "level": 2,
        "blocks": [
            {
                "type": "list",
                "ordered": True,
                "items": [
                    [paragraph("Faites la pré-demande en ligne.")],
                    [paragraph("Prenez rendez-vous à la mairie.")],
                    [paragraph("Venez avec les originaux.")],
                ],
            },
            TABLE,
            {
                "type": "choice",
                "prompt": "Pour retirer la carte",
                "options": [
                    {"label": "Au guichet", "blocks": [paragraph("Venez en personne.")]},
                    {"label": "Vous ne pouvez pas vous déplacer", "blocks": [paragraph("Appelez l’accueil.")]},
                ],
            },
            {
                "type": "contact",
                "title": "Accueil de la mairie",
                "kind": "local",
                "phone": "01 99 00 12 34",
                "hours": "Lundi au vendredi\n8 h 30 – 12 h",
                "blocks": [],
            },
        ],
    },
]

ANSWER: Json = {
    "kind": "answer",
    "text": "Voici les documents.\n\nCarte d’identité d’un adulte : perte\n\nDocuments à fournir :\n- Photo",
    "payload": {
        "procedure": {
            **PROCEDURE,
            "url": "https://example.org/F1344",
            "publisher": "Guide de démonstration",
            "verified_on": "2020-11-12",
            "demonstration": False,
        },
        "aspect": "documents",
        "address": "https://guichet.example/r/F1344-documents-k7m3",
        "path": ["En France", "Oui, valide ou périmé depuis moins de 5 ans"],
        "facts": [
            {
                "label": "Lieu de résidence",
                "value": "en France",
                "change": {"label": "Modifier : Lieu de résidence : en France", "value": "v-residence"},
            },
        ],
        "back": back("v-passport"),
        "documents": [
            {"label": "Photo d’identité de moins de 6 mois"},
            {"label": "Déclaration de perte"},
            {"label": "Justificatif de domicile de moins d’un an"},
            {"label": "Un seul de ces documents :", "details": ["Ancienne carte (copie)", "Passeport", "Permis"]},
            {"label": "Timbre fiscal"},
        ],
        "fees": [
            {"label": "Timbre fiscal", "amount": "25.00", "text": "Au 12 novembre 2020 : 25 €"},
            {"label": "À savoir", "amount": "0", "text": "dans certains cas, la carte est refaite gratuitement"},
        ],
        "delays": [{"label": "Fabrication", "text": "Environ 3 semaines, selon la période."}],
        "caution": (
            "Cette fiche a été vérifiée le 12 novembre 2020, il y a 6 ans. "
            "Les montants et les règles ont pu changer : vérifiez-les sur la page officielle."
        ),
        "sections": SECTIONS,
        "online_services": [
            {
                "title": "Pré-demande de carte d’identité",
                "url": "https://example.org/predemande",
                "provider": "Agence de démonstration",
                "kind": "online_service",
            }
        ],
        "forms": [{"title": "Déclaration de perte", "number": "14011*02", "url": "https://example.org/cerfa"}],
        "offices": [
            {
                "title": "Mairie équipée d’une station",
                "phone": "01 99 00 12 34",
                "address": "1 place de la Halle\n00000 Valbrume",
                "hours": "Lundi au vendredi : 8 h 30 – 12 h",
                "url": "https://example.org/mairie",
            }
        ],
        "legal": [{"title": "Décret de démonstration, article 2", "url": "https://example.org/loi"}],
        "definitions": [{"id": "R1", "term": "CNI", "text": "Carte nationale d’identité"}],
        "related": [{"id": "F21089", "title": "Que faire en cas de vol ?"}],
        "suggestions": [{"label": "Combien ça coûte ?", "value": "v-cost"}, {"label": "Délai", "value": "v-delay"}],
    },
}

HOSTILE_WORDS = (
    "<img src=x onerror=window.hacked=1>",
    "<script>window.hacked=1</script>",
    '"><svg onload=window.hacked=1>',
    "</textarea><iframe srcdoc='<script>parent.hacked=1</script>'>",
    "{{constructor.constructor('window.hacked=1')()}}",
)
HOSTILE_ADDRESSES = ("javascript:window.hacked=1", "data:text/html,<script>window.hacked=1</script>", "//evil.example")


def hostile_answer() -> Json:
    """An answer whose every word and address tries to run something."""
    words = " ".join(HOSTILE_WORDS)
    runs = [{"type": "text", "text": words}]
    runs += [{"type": "link", "text": words, "url": address} for address in HOSTILE_ADDRESSES]
    blocks: list[Json] = [
        {"type": "paragraph", "runs": runs},
        {"type": "note", "kind": words, "title": words, "blocks": [paragraph(words)]},
        {"type": words, "runs": runs, "blocks": [paragraph(words)]},
        {
            "type": "table",
            "title": words,
            "rows": [{"header": True, "cells": [{"blocks": [paragraph(words)], "columns": words}]}],
        },
        {"type": "service", "kind": words, "title": words, "url": HOSTILE_ADDRESSES[0], "provider": words},
        {"type": "choice", "prompt": words, "options": [{"label": words, "blocks": [paragraph(words)]}]},
    ]
    linked = [{"title": words, "url": address, "number": words} for address in HOSTILE_ADDRESSES]
    return {
        "kind": "answer",
        "text": words,
        "payload": {
            "procedure": {
                "id": words,
                "title": words,
                "url": HOSTILE_ADDRESSES[0],
                "publisher": words,
                "verified_on": words,
            },
            "aspect": words,
            "path": [words],
            "facts": [],
            "documents": [{"label": words, "details": [words]}],
            "fees": [{"label": words, "amount": words, "text": words}],
            "delays": [{"label": words, "text": words}],
            "caution": words,
            "sections": [{"title": words, "aspect": words, "level": 2, "blocks": blocks}],
            "online_services": [{**link, "provider": words, "kind": words} for link in linked],
            "forms": linked,
            "offices": [{"title": words, "phone": words, "address": words, "url": HOSTILE_ADDRESSES[0]}],
            "legal": linked,
            "related": [{"id": words, "title": words}],
            "definitions": [{"id": words, "term": words, "text": words}],
            "help_lines": [{"number": words, "says": words, "hours": words}],
            "about": {"label": words, "url": HOSTILE_ADDRESSES[0]},
            "contact": {"fields": [words]},
            "language": words,
            "direction": words,
            "suggestions": [{"label": words, "value": words}],
        },
    }
