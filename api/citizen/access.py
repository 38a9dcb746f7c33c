"""Who may see a conversation: whoever holds its token."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from api.security.rate_limits import Limit
from api.services import Services, services

Provided = Annotated[Services, Depends(services)]

_bearer = HTTPBearer(
    auto_error=False, scheme_name="conversation", description="The token that opening the conversation gave."
)


async def own_conversation(
    conversation_id: str,
    provided: Provided,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> str:
    """The id in the path, once the token is known to be that conversation's own.

    Without a token: 401, whatever the id. With another one: 404, as if the conversation did not exist.
    """
    if credentials is None or not credentials.credentials:
        raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
    await run_in_threadpool(provided.conversations.check_token, conversation_id, credentials.credentials)
    return conversation_id


OwnConversation = Annotated[str, Depends(own_conversation)]


def limit_reading(request: Request, provided: Provided) -> None:
    provided.limits.count_address(Limit.READING, request)


def limit_openings(request: Request, provided: Provided) -> None:
    provided.limits.count_address(Limit.OPENINGS, request)
