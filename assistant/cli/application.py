"""All commands under one name; each has its own module in ``commands``, imported only when it is called.

``guichet run`` stays up for months beside three large processes: it must not hold what only the other commands need.
"""

from __future__ import annotations

import importlib
import sys
from typing import cast

import typer
from pydantic import ValidationError
from typer.core import TyperCommand, TyperGroup

from assistant.cli import console
from assistant.cli.console import CommandError

COMMANDS = (
    "run",
    "import-guide",
    "export-content",
    "import-content",
    "import-directory",
    "train",
    "ask",
    "evaluate",
    "bench",
    "check",
    "users",
    "backup",
    "restore",
)
HIDDEN = ("prepare", "first-link")
HELP = {"help_option_names": ["-h", "--help"]}


class Commands(TyperGroup):
    """The commands by their names; a command is what has that name in the module of that name: a function, or an
    application of its own with commands."""

    def list_commands(self, ctx: object) -> list[str]:  # noqa: ARG002
        """Names in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: object, cmd_name: str) -> TyperCommand | TyperGroup | None:  # noqa: ARG002
        """The command called ``cmd_name``, or None when there is none."""
        if cmd_name not in COMMANDS + HIDDEN:
            return None
        name = cmd_name.replace("-", "_")
        module = importlib.import_module(f"assistant.cli.commands.{name}")
        found = getattr(module, name)
        if isinstance(found, typer.Typer):
            return cast("TyperGroup", typer.main.get_command(found))
        alone = typer.Typer(add_completion=False, context_settings=HELP)
        alone.command(cmd_name, hidden=cmd_name in HIDDEN)(found)
        return cast("TyperCommand", typer.main.get_command(alone))


application = typer.Typer(
    cls=Commands, name="guichet", add_completion=False, pretty_exceptions_enable=False, context_settings=HELP
)


@application.callback()
def guichet() -> None:
    """L'assistant des démarches administratives de votre commune."""


def main() -> None:
    """Run the command named on the command line; an error that was foreseen tells its cure, without a traceback."""
    try:
        application(prog_name="guichet")
    except CommandError as error:
        console.fail(error)
        sys.exit(1)
    except ValidationError as error:
        console.fail(_settings_error(error))
        sys.exit(2)


def _settings_error(error: ValidationError) -> CommandError:
    faults = [f"GUICHET_{'_'.join(map(str, fault['loc'])).upper()} : {fault['msg']}" for fault in error.errors()]
    return CommandError(
        "Un réglage n'est pas valable. " + " ; ".join(faults),
        "corrigez cette variable d'environnement ou le fichier .env (docs/installation.md les décrit).",
    )
