"""Once a day the links are asked for, if the town wants it; once a week the team is told what there is to do."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage

import aiosmtplib
from anyio import sleep
from starlette.concurrency import run_in_threadpool

from api.database import StorageUnavailableError
from api.editor.freshness.digest import SUBJECT, Counts, body
from api.editor.freshness.service import Watch
from api.mail_server import MailServer, hand_in

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
_EVERY_S = 600.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Post:
    """How the weekly e-mail leaves: ``to`` is the team's address now, none when it is empty."""

    server: MailServer
    sender: str
    to: Callable[[], str]
    link: str


async def watch_forever(watch: Watch, counts: Callable[[], Counts], post: Post | None, *, links: bool) -> None:
    """Until cancelled. ``links``: whether links are asked for every day."""
    while True:
        try:
            if links and await run_in_threadpool(watch.freshness.claim, "links", watch.clock(), A_DAY):
                await ask_for_links(watch)
            if post is not None:
                await send_digest(watch, counts, post)
        except StorageUnavailableError as error:
            _log.warning("cannot look for what is stale now: %s", error)
        await sleep(_EVERY_S)


async def ask_for_links(watch: Watch) -> None:
    """Asks for the links that are due, and keeps what they answered."""
    due = await run_in_threadpool(watch.links_to_check)
    await run_in_threadpool(watch.freshness.keep, await watch.check_links(due))


async def send_digest(watch: Watch, counts: Callable[[], Counts], post: Post) -> None:
    """Sends the week's e-mail if it is due and there is something to say; one that fails is not sent again."""
    if not post.to() or not await run_in_threadpool(watch.freshness.claim, "digest", watch.clock(), A_WEEK):
        return
    found = await run_in_threadpool(counts)
    if not found:
        return
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = post.sender, post.to(), SUBJECT
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body(found, post.link))
    try:
        await hand_in(post.server, message)
    except (aiosmtplib.SMTPException, OSError) as error:
        _log.warning("the week's e-mail was not sent: %s", type(error).__name__)
