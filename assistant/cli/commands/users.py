"""``guichet users``: the accounts of the staff, from the machine that hosts the service."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from api.staff.account import Account
from api.staff.accounts import Accounts
from api.staff.identity import Role
from assistant.cli import console, staff
from assistant.cli.console import CommandError
from assistant.cli.settings import load

Email = Annotated[str, typer.Argument(help="Adresse électronique du compte.")]
Roles = Annotated[list[Role], typer.Option("--role", help="Rôle ; à répéter pour en donner plusieurs.")]
DataDir = Annotated[Path | None, typer.Option(help="Dossier des données (défaut : .guichet).")]
PasswordStdin = Annotated[
    bool, typer.Option("--password-stdin", help="Lire le mot de passe sur l'entrée standard, sans lien.")
]

users = typer.Typer(
    name="users",
    add_completion=False,
    help="Comptes des agents, responsables, rédacteurs et administrateurs.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@users.command()
def add(
    email: Email,
    role: Roles,
    name: Annotated[str, typer.Option(help="Nom affiché aux habitants.")] = "",
    password_stdin: PasswordStdin = False,
    data_dir: DataDir = None,
) -> None:
    """Crée un compte ; affiche un lien à usage unique, ou prend le mot de passe."""
    password = _password() if password_stdin else None
    with staff.opened(load(data_dir)) as accounts:
        account = accounts.add(email, frozenset(role), name=name, password=password)
        console.done(f"Compte créé : {account.email} ({_roles(account)}).")
        if password is None:
            _show_link(accounts, account)


@users.command("list")
def list_(data_dir: DataDir = None) -> None:
    """Liste les comptes."""
    with staff.opened(load(data_dir)) as accounts:
        found = accounts.all()
    if not found:
        console.say("Aucun compte. « guichet users add ADRESSE --role admin » crée le premier.")
        return
    table = Table("Adresse", "Nom", "Rôles", "État", "Dernière connexion", box=None, pad_edge=False)
    for account in found:
        last = f"{account.last_login_at:%d/%m/%Y}" if account.last_login_at else "jamais"
        table.add_row(account.email, account.name, _roles(account), _situation(account), last)
    Console(soft_wrap=True).print(table)


@users.command()
def role(email: Email, role: Roles, data_dir: DataDir = None) -> None:
    """Donne d'autres rôles à un compte, à la place des siens."""
    with staff.opened(load(data_dir)) as accounts:
        account = accounts.change(accounts.find_by_email(email).id, roles=frozenset(role))
    console.done(f"{account.email} : {_roles(account)}.")


@users.command()
def disable(email: Email, data_dir: DataDir = None) -> None:
    """Ferme un compte : plus de connexion, et celles qui sont ouvertes prennent fin."""
    with staff.opened(load(data_dir)) as accounts:
        accounts.disable(accounts.find_by_email(email).id)
    console.done(f"Compte fermé : {email}.")


@users.command()
def enable(email: Email, data_dir: DataDir = None) -> None:
    """Rouvre un compte fermé."""
    with staff.opened(load(data_dir)) as accounts:
        accounts.enable(accounts.find_by_email(email).id)
    console.done(f"Compte rouvert : {email}.")


@users.command()
def reset(email: Email, password_stdin: PasswordStdin = False, data_dir: DataDir = None) -> None:
    """Ferme les connexions d'un compte et retire son mot de passe ; affiche un lien pour en choisir un autre."""
    password = _password() if password_stdin else None
    with staff.opened(load(data_dir)) as accounts:
        account = accounts.find_by_email(email)
        if password is not None:
            accounts.set_password_now(account, password)
            console.done(f"Mot de passe changé : {account.email}.")
            return
        link = accounts.reset(account)
        console.done(f"Mot de passe retiré : {account.email}.")
        _tell(link)


def _password() -> str:
    password = sys.stdin.readline().rstrip("\r\n")
    if not password:
        raise CommandError(
            "Aucun mot de passe n'est arrivé sur l'entrée standard.",
            "donnez-le sur une ligne : « guichet users add … --password-stdin < fichier ».",
        )
    return password


def _show_link(accounts: Accounts, account: Account) -> None:
    _tell(accounts.link_for(account))


def _tell(link: str) -> None:
    console.say("Lien à remettre à cette personne ; il sert une seule fois :")
    print(link)


def _roles(account: Account) -> str:
    return ", ".join(role for role in Role if role in account.roles)


def _situation(account: Account) -> str:
    if not account.is_active:
        return "fermé"
    return "ouvert" if account.password_hash or account.oidc_subject else "sans mot de passe"
