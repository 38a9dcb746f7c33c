"""Telling the team by e-mail that somebody left a contact: a link, and nothing of what the citizen wrote."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage

import aiosmtplib
from starlette.concurrency import run_in_threadpool

from api.handoff.repository.callbacks import CallbackRepository
from api.handoff.wording import wording
from api.mail_server import MailServer, hand_in

TRY_AGAIN_AFTER = timedelta(minutes=5)

_log = logging.getLogger(__name__)


class Mailer:
    """``to``: the team's address now; none when it is empty. ``link``: where the call-backs are read."""

    def __init__(
        self, server: MailServer, callbacks: CallbackRepository, *, sender: str, to: Callable[[], str], link: str
    ) -> None:
        self._server = server
        self._callbacks = callbacks
        self._sender = sender
        self._to = to
        self._link = link

    async def send_due(self) -> None:
        """One e-mail for each contact of which the team was not told yet; one that fails is tried again later."""
        while self._to() and (due := await run_in_threadpool(self._callbacks.claim_mail, again_after=TRY_AGAIN_AFTER)):
            try:
                await self._send()
            except (aiosmtplib.SMTPException, OSError) as error:
                _log.warning("the team was not told of call-back %s: %s", due, type(error).__name__)
                return
            await run_in_threadpool(self._callbacks.mailed, due)

    async def _send(self) -> None:
        message = EmailMessage()
        message["From"], message["To"] = self._sender, self._to()
        message["Subject"] = wording().mail.subject
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(wording().mail.body.format(link=self._link))
        await hand_in(self._server, message)
