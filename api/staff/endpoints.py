"""Logging in and out, and one's own account, over HTTP."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from api.security.rate_limits import address_of
from api.staff.account import Account
from api.staff.audit import Action
from api.staff.provided import Provided, StaffServices, Who
from api.staff.refusals import StaffRefusedError, forged, insecure
from api.staff.schemas import (
    AccountOut,
    Credentials,
    EnrolmentOut,
    LinkOut,
    LinkToken,
    LinkUse,
    LoggedOutOut,
    OwnSessionOut,
    OwnSessionsOut,
    PasswordChange,
    PasswordProof,
    RecoveryCodesOut,
    SecondFactorOn,
    SessionOut,
    UserOut,
)
from api.staff.sessions import csrf_token

router = APIRouter(prefix="/api/v1", tags=["staff"])


async def answer_refusal(_request: Request, error: Exception) -> Response:
    """What a refused request gets: one French sentence, as everywhere."""
    assert isinstance(error, StaffRefusedError)
    content: dict[str, Any] = {"detail": error.sentence, **error.more}
    return JSONResponse(content, error.status, error.headers)


# --- Log-in -----------------------------------------------------------------------------------------------------------


@router.post("/session")
async def log_in(new: Credentials, request: Request, response: Response, provided: Provided) -> SessionOut:
    """Opens a session: its cookie, and the token that requests which change something carry in ``X-CSRF-Token``."""
    _check_page(request, provided)
    account, token = await provided.log_in.with_password(request, email=new.email, password=new.password, code=new.code)
    return await _opened(request, response, provided, account, token)


@router.get("/session")
async def who_am_i(who: Who, request: Request, provided: Provided) -> SessionOut:
    """Whoever is logged in."""
    token = provided.transport.token(request) or ""
    return SessionOut(user=UserOut.of(who.account), csrf_token=csrf_token(token))


@router.delete("/session")
async def log_out(who: Who, request: Request, response: Response, provided: Provided) -> LoggedOutOut:
    """Ends the session."""
    id_token = await run_in_threadpool(provided.log_in.out, who)
    provided.transport.take_back(request, response)
    if id_token is None or provided.oidc is None:
        return LoggedOutOut()
    return LoggedOutOut(logout_url=await provided.oidc.logout_url(id_token))


@router.post("/session/link")
async def read_link(link: LinkToken, request: Request, provided: Provided) -> LinkOut:
    """What a one-time link is for; it can still be used afterwards."""
    await run_in_threadpool(provided.throttle.count, _links(request), request)
    found = await run_in_threadpool(provided.accounts.read_link, link.token)
    await run_in_threadpool(provided.throttle.forgive, _links(request), request)
    account = found.account
    return LinkOut(
        purpose=found.purpose, email=account.email if account else None, name=account.name if account else None
    )


@router.put("/session/link")
async def use_link(use: LinkUse, request: Request, response: Response, provided: Provided) -> SessionOut:
    """Chooses the password that a one-time link is for, and opens a session."""
    _check_page(request, provided)
    await run_in_threadpool(provided.throttle.count, _links(request), request)
    account = await provided.accounts.use_link(use.token, use.password, email=use.email, name=use.name)
    await run_in_threadpool(provided.throttle.forgive, _links(request), request)
    token = await provided.log_in.at_once(account)
    return await _opened(request, response, provided, account, token)


# --- One's own account ------------------------------------------------------------------------------------------------


@router.get("/account")
async def read_account(who: Who, provided: Provided) -> AccountOut:
    """One's own account."""
    left = await run_in_threadpool(provided.repository.recovery_codes_left, who.account.id)
    return AccountOut(
        **UserOut.of(who.account).model_dump(),
        has_password=who.account.password_hash is not None,
        two_step=who.account.totp_secret is not None,
        recovery_codes_left=left,
    )


@router.put("/account/password", status_code=204)
async def change_password(change: PasswordChange, who: Who, request: Request, provided: Provided) -> None:
    """Another password; the other sessions of the account end."""
    await run_in_threadpool(provided.throttle.count, who.account.email, request)
    await provided.accounts.change_password(who, change.current, change.new)
    await run_in_threadpool(provided.throttle.forgive, who.account.email, request)


@router.get("/account/sessions")
def read_own_sessions(who: Who, provided: Provided) -> OwnSessionsOut:
    """Where the account is logged in."""
    found = provided.repository.sessions_of(who.account.id)
    sessions = [
        OwnSessionOut(opened_at=opened, seen_at=seen, is_this_one=session_id == who.session)
        for session_id, opened, seen in found
    ]
    return OwnSessionsOut(sessions=sessions)


@router.delete("/account/sessions", status_code=204)
def end_other_sessions(who: Who, provided: Provided) -> None:
    """Logs out everywhere else."""
    provided.repository.end_sessions(who.account.id, but=who.session)


@router.post("/account/second-factor")
def propose_second_factor(who: Who, provided: Provided) -> EnrolmentOut:
    """A secret for an authenticator; nothing changes until a code of it is sent back."""
    enrolment = provided.second_factor.propose(who.account)
    return EnrolmentOut(secret=enrolment.secret, picture=enrolment.picture)


@router.put("/account/second-factor")
def turn_second_factor_on(new: SecondFactorOn, who: Who, provided: Provided) -> RecoveryCodesOut:
    """From now on a code is asked for after the password. The recovery codes are shown once."""
    codes = provided.second_factor.turn_on(who.account, new.secret, new.code)
    provided.audit.record(Action.SECOND_FACTOR_ON, actor_id=who.account.id, target_id=who.account.id)
    return RecoveryCodesOut(recovery_codes=codes)


@router.post("/account/second-factor/off", status_code=204)
async def turn_second_factor_off(proof: PasswordProof, who: Who, request: Request, provided: Provided) -> None:
    """Back to the password alone, which is asked for once more."""
    await run_in_threadpool(provided.throttle.count, who.account.email, request)
    await provided.accounts.check_password(who, proof.password)
    await run_in_threadpool(provided.throttle.forgive, who.account.email, request)
    await run_in_threadpool(provided.second_factor.turn_off, who.account)
    await run_in_threadpool(
        provided.audit.record, Action.SECOND_FACTOR_OFF, actor_id=who.account.id, target_id=who.account.id
    )


def _links(request: Request) -> str:
    """What a wrong link counts against, in place of an account: those who try are not to hinder others."""
    return f"one-time links, {address_of(request)}"


def _check_page(request: Request, provided: StaffServices) -> None:
    """A session is opened from a page of ours, over a connection on which it may travel."""
    if provided.transport.cookie_name(request) is None:
        raise insecure()
    if not provided.transport.is_own_page(request):
        raise forged()


async def _opened(
    request: Request, response: Response, provided: StaffServices, account: Account, token: str
) -> SessionOut:
    before = provided.transport.token(request)
    if before:  # the browser's earlier session would stay open with nobody left to close it
        earlier = await run_in_threadpool(provided.sessions.find, before)
        if earlier is not None:
            await run_in_threadpool(provided.repository.end_session, earlier.session)
    provided.transport.give(request, response, token)
    return SessionOut(user=UserOut.of(account), csrf_token=csrf_token(token))
