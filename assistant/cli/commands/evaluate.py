"""``guichet evaluate``."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import console, evaluation
from assistant.cli.evaluation import Prediction
from assistant.cli.settings import load
from assistant.cli.signals import until_stopped


def evaluate(
    file: Annotated[Path, typer.Argument(help="Questions, une par ligne (JSON Lines).", exists=True, dir_okay=False)],
    predictions: Annotated[Path, typer.Option(help="Fichier où écrire ce que l'assistant a fait de chaque question.")],
) -> None:
    """Mesure l'assistant sur des questions étiquetées, avec le vrai Rasa, sur une copie de la base."""
    questions = evaluation.read_questions(file)
    show = console.progress("Questions posées")

    async def work() -> None:
        with predictions.open("w", encoding="utf-8") as out:

            def each(prediction: Prediction, number: int) -> None:
                out.write(prediction.as_line() + "\n")
                show(number, len(questions))

            made = await evaluation.evaluate(questions, load(), each=each)
        print(evaluation.summary(questions, made.predictions, made.themes))

    if asyncio.run(until_stopped(work())):
        console.warn(f"Mesure interrompue ; {predictions} est incomplet.")
        raise typer.Exit(1)
