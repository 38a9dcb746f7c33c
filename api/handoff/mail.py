"""Telling the team by e-mail that somebody left a contact, or waits and is not taken: a link, and nothing of what the
citizen wrote."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage

import aiosmtplib
from starlette.concurrency import run_in_threadpool

from api.handoff.repository.callbacks import CallbackRepository
from api.handoff.repository.queue import QueueRepository
from api.handoff.wording import Letter, wording
from api.mail_server import MailServer, hand_in

TRY_AGAIN_AFTER = timedelta(minutes=5)
# Those who have their page before their eyes are told by it at once; this is for those who do not.
WAITED, REMIND_AFTER = timedelta(minutes=1), timedelta(minutes=2)

_log = logging.getLogger(__name__)


class Mailer:
    """``to``: the team's address now; none when it is empty. ``link``: where agents answer."""

    def __init__(
        self,
        server: MailServer,
        callbacks: CallbackRepository,
        queue: QueueRepository,
        *,
        sender: str,
        to: Callable[[], str],
        link: str,
    ) -> None:
        self._server = server
        self._callbacks = callbacks
        self._queue = queue
        self._sender = sender
        self._to = to
        self._link = link

    async def send_due(self) -> None:
        """One e-mail for each contact of which the team was not told yet, tried again later when it fails; one for all
        who wait, again and again as long as somebody does."""
        if not self._to():
            return
        await self._tell_of_callbacks()
        if await run_in_threadpool(self._queue.claim_mail, waited=WAITED, again_after=REMIND_AFTER):
            await self._send(wording().mail.waiting)

    async def _tell_of_callbacks(self) -> None:
        while due := await run_in_threadpool(self._callbacks.claim_mail, again_after=TRY_AGAIN_AFTER):
            if not await self._send(wording().mail.callback):
                return
            await run_in_threadpool(self._callbacks.mailed, due)

    async def _send(self, letter: Letter) -> bool:
        """Whether it was handed in."""
        message = EmailMessage()
        message["From"], message["To"] = self._sender, self._to()
        message["Subject"] = letter.subject
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.body.format(link=self._link))
        try:
            await hand_in(self._server, message)
        except (aiosmtplib.SMTPException, OSError) as error:
            _log.warning("the team could not be told by e-mail: %s", type(error).__name__)
            return False
        return True
