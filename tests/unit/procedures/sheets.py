"""Sheets as editors write them, in YAML."""

from __future__ import annotations

from pathlib import Path

EVERYTHING = """\
titre: Une fiche avec tout
resume: Elle montre chaque genre de contenu.
url: https://example.org/tout
editeur: Commune d'exemple
public: associations
forme: question
theme: N19810
remplace: [F1, F2@associations]
noms_courants: [la totale]
introduction: [Bonjour.]
rubriques:
  - id: demarche
    titre: Démarche
    sujets: [demarche, en_ligne]
    source:
      nom: La mairie
      url: https://example.org
      verifie_le: 2026-01-15
      recoupement: {nom: La préfecture, url: https://example.com, date: 2026-01-10, ecart: Elle demande 2 photos.}
    contenu:
      - liste:
          - Un élément
          - texte: "Un seul de ces documents :"
            contenu:
              - liste: [Le premier, Le second]
          - contenu:
              - etapes: [Dedans]
      - etapes: [Venez, Signez]
      - encadre: {genre: attention, titre: Gare, contenu: [Attention à la marche.]}
      - tableau:
          titre: Prix
          entete: [Âge, Prix]
          lignes: [[Enfant, 1 €], [Adulte, 2 €]]
      - bareme:
          id: quotient
          unite: par jour
          tranches: [{de: 0, jusqu_a: 999, montant: gratuit}, {de: 1000, montant: "1 200,50 €"}]
          sans_quotient: 3 €
      - choix:
          id: voie
          nature: voie
          aide: [Comme vous voulez.]
          options:
            - {id: web, libelle: En ligne, voie: en_ligne, contenu: [Cliquez.]}
            - {id: papier, libelle: Par courrier, voie: courrier, aide: [Lent.], contenu: [Écrivez.]}
      - rubrique: {id: dedans, titre: Une partie, contenu: [Du texte.]}
      - service: {titre: Payer, url: https://example.org/payer, organisme: Commune, genre: simulateur}
      - formulaire: {titre: Demande, url: https://example.org/demande, numero: 12345*01}
      - lieu:
          titre: Mairie d'exemple
          genre: national
          types: [mairie]
          url: https://example.org/mairie
          telephones: [01 99 00 12 34]
          horaires: [Le matin]
          adresse: [1 rue du Lavoir, 00000 Exemple]
      - texte_officiel: {titre: Code civil, url: https://www.legifrance.gouv.fr/}
textes_officiels:
  - titre: Code général des impôts
    url: https://www.legifrance.gouv.fr/
    releve_dans: https://example.org/impots
    releve_le: 2026-01-15
voir_aussi:
  - {fiche: F3, titre: Une autre fiche}
"""


def written(folder: Path, text: str, name: str = "salle-des-fetes.yaml") -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file
