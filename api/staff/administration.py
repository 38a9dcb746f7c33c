"""Accounts as administrators manage them, over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.staff.audit.actions import IN_FRENCH
from api.staff.provided import Administrator, Provided
from api.staff.refusals import refused
from api.staff.schemas import (
    AuditEntryOut,
    AuditOut,
    InvitedUserOut,
    ManagedUserOut,
    ManagedUsersOut,
    NewUser,
    UserChange,
)

PAGE_OF_LOG = 100
_LABELS: dict[str, str] = {action.value: label for action, label in IN_FRENCH.items()}

router = APIRouter(prefix="/api/v1/admin", tags=["administration"])


@router.get("/users")
def list_users(_who: Administrator, provided: Provided) -> ManagedUsersOut:
    """Every account."""
    return ManagedUsersOut(users=[ManagedUserOut.of(account) for account in provided.accounts.all()])


@router.post("/users", status_code=201)
def add_user(new: NewUser, who: Administrator, provided: Provided) -> InvitedUserOut:
    """A new account, and the one-time link with which its owner chooses a password."""
    account = provided.accounts.add(new.email, frozenset(new.roles), name=new.name, by=who.account.id)
    link = provided.accounts.link_for(account, by=who.account.id)
    return InvitedUserOut(user=ManagedUserOut.of(account), link=link)


@router.patch("/users/{user_id}")
def change_user(user_id: str, change: UserChange, who: Administrator, provided: Provided) -> ManagedUserOut:
    """Another name or other roles; closed or open again."""
    by = who.account.id
    if user_id == by and change.is_active is False:
        raise refused("Vous ne pouvez pas désactiver votre propre compte.")
    roles = None if change.roles is None else frozenset(change.roles)
    account = provided.accounts.change(user_id, name=change.name, roles=roles, by=by)
    if change.is_active is False and account.is_active:
        account = provided.accounts.disable(user_id, by=by)
    if change.is_active is True and not account.is_active:
        account = provided.accounts.enable(user_id, by=by)
    return ManagedUserOut.of(account)


@router.post("/users/{user_id}/reset")
def reset_user(user_id: str, who: Administrator, provided: Provided) -> InvitedUserOut:
    """Puts a lost or stolen account out of use until its owner has opened the one-time link."""
    if user_id == who.account.id:
        raise refused("Pour votre propre compte, changez votre mot de passe sur la page « Mon compte ».")
    link = provided.accounts.reset(provided.accounts.find(user_id), by=who.account.id)
    return InvitedUserOut(user=ManagedUserOut.of(provided.accounts.find(user_id)), link=link)


@router.get("/audit")
def read_audit(
    _who: Administrator,
    provided: Provided,
    before: Annotated[int | None, Query(ge=1, le=2**31 - 1, description="Entries older than this one.")] = None,
) -> AuditOut:
    """Who did what to whom, the newest first."""
    entries = provided.audit.entries(before=before, at_most=PAGE_OF_LOG)
    return AuditOut(
        entries=[
            AuditEntryOut(
                id=entry.id,
                at=entry.at,
                actor_id=entry.actor_id,
                action=entry.action,
                label=_LABELS.get(entry.action, entry.action),
                target_id=entry.target_id,
            )
            for entry in entries
        ]
    )
