"""The file of a town."""

from __future__ import annotations

SHEET = """\
nom: Exemple
code_insee: "99001"
telephones:
  - {libelle: Accueil, numero: 01 99 00 12 10}
adresse: [1 place du Lavoir, 99000 Exemple]
site: https://exemple.example
rendez_vous: https://rendez-vous.exemple.example
horaires:
  lundi: ["08:30-12:00", "13:30-17:30"]
  jeudi: ["13:30-19:00"]
fermetures:
  - {du: 2026-12-24, au: 2026-12-26, motif: Fêtes}
  - {du: 2026-08-03, au: 2026-08-14, motif: Congés d'été}
jours_particuliers:
  - {le: 2026-12-19, horaires: ["09:00-12:00"], motif: Permanence électorale}
services:
  - nom: Service Enfance
    telephones: [01 99 00 12 34]
    adresse: [3 rue des Écoles, 99000 Exemple]
    horaires: ["Lundi matin"]
    guichet: [ecole]
"""
