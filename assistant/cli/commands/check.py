"""``guichet check``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import console, own_texts
from assistant.cli.knowledge_base import known_ids
from assistant.cli.settings import load
from procedures import checks
from procedures.search import phrasings


def check(
    data_dir: Annotated[Path | None, typer.Option(help="Dossier des données (défaut : .guichet).")] = None,
    readability: Annotated[bool, typer.Option("--readability", help="Mesure aussi la lisibilité des textes.")] = False,
) -> None:
    """Vérifie les fiches écrites à la main, celle de la commune et les façons de demander : fichier, raison, remède."""
    settings = load(data_dir)
    folder = settings.data_dir
    problems = checks.check(folder, today=date.today())  # noqa: DTZ011 -- the editor's own day
    problems += phrasings.check()
    for problem in problems:
        print(problem)
    if problems:
        console.warn(f"{len(problems)} point(s) à corriger.")
        raise typer.Exit(1)
    console.done("Toutes les fiches sont en ordre.")
    known = known_ids(settings.database_url)
    if known and (unknown := phrasings.ids_not_in(known)):
        console.say(f"Façons de demander sans fiche dans le guide importé, donc sans effet : {', '.join(unknown)}.")
    if readability and not _show_readability(folder):
        raise typer.Exit(1)


def _show_readability(folder: Path) -> bool:
    """Prints a line a file, hardest first, and each sentence too long; whether all texts are plain enough."""
    print(f"{'fichier':<28} {'mots':>6} {'mots/phrase':>12} {'mots longs':>11} {'LIX':>6} {'Kandel-Moles':>13}")
    found = own_texts.reports(own_texts.own_texts(folder))
    for report in found:
        words = report.measures
        long_words = f"{100 * words.long_words / max(words.words, 1):.0f} %"
        print(
            f"{report.file:<28} {words.words:>6} {words.words_per_sentence:>12.1f} {long_words:>11} "
            f"{words.lix:>6.1f} {words.kandel_moles:>13.1f}{'  ← difficile' if report.is_hard else ''}"
        )
    for report in found:
        for field, sentence in report.too_long:
            print(f"{report.file} : {field} : phrase de plus de {own_texts.LONGEST_SENTENCE} mots : {sentence}")
    hard = sum(report.is_hard or bool(report.too_long) for report in found)
    if hard:
        console.warn(f"{hard} fichier(s) à simplifier : des phrases plus courtes, des mots plus simples.")
    else:
        console.done("Tous les textes sont assez simples.")
    return not hard
