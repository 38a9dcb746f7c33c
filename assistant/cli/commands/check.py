"""``guichet check``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import console, own_texts
from assistant.cli.settings import load
from procedures import checks


def check(
    data_dir: Annotated[Path | None, typer.Option(help="Dossier des données (défaut : .guichet).")] = None,
    readability: Annotated[bool, typer.Option("--readability", help="Mesure aussi la lisibilité des textes.")] = False,
) -> None:
    """Vérifie chaque fiche écrite à la main et la fiche de la commune : fichier, champ, raison, remède."""
    folder = load(data_dir).data_dir
    problems = checks.check(folder, today=date.today())  # noqa: DTZ011 -- the editor's own day
    for problem in problems:
        print(problem)
    if problems:
        console.warn(f"{len(problems)} point(s) à corriger.")
        raise typer.Exit(1)
    console.done("Toutes les fiches sont en ordre.")
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
